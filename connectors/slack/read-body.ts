import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

export const LONGEST_BODY = 1024 * 1024;

/** The bytes of a body, or `undefined` where it is longer than `most`; then the rest of it is let go. */
export async function readBytes(request: IncomingMessage, most: number = LONGEST_BODY): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const Fields = z.record(z.string(), z.unknown());
export type Fields = z.infer<typeof Fields>;

/**
 * What a request holds: events are JSON, all else is a form, and interactions are JSON in the form's field `payload`. `undefined` for any
 * other content type and for a body that does not parse.
 */
export function parseBody(body: Uint8Array, contentType: string | undefined): Fields | undefined {
  const text = Buffer.from(body).toString('utf8');
  switch ((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '') {
    case 'application/json':
      return fieldsIn(text);
    case 'application/x-www-form-urlencoded': {
      const form = Object.fromEntries(new URLSearchParams(text));
      return form['payload'] === undefined ? form : fieldsIn(form['payload']);
    }
    default:
      return undefined;
  }
}

function fieldsIn(text: string): Fields | undefined {
  try {
    return Fields.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
