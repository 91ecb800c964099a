import type { Response } from 'undici';
import { z } from 'zod';
import type { ChatFile } from '#agent/chat/event.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { Failure } from '#core/errors.ts';
import { ofStatus, troubleOf } from './trouble.ts';
import type { WebApi } from './web-api.ts';

const InfoBody = z.object({
  file: z.object({
    size: z.int().nonnegative().optional(),
    url_private: z.string().optional(),
    url_private_download: z.string().optional(),
  }),
});

/** The content of a file that was dropped into a talk. Throws ChatTrouble, and Failure `bad-file` for one of more than `mostBytes`. */
export async function fetchFile(web: WebApi, { id }: ChatFile, mostBytes: number): Promise<Uint8Array> {
  const info = InfoBody.safeParse(await web.call('files.info', { file: id }));
  const { size = 0, url_private_download: download, url_private: view } = info.data?.file ?? {};
  const url = download ?? view;
  if (url === undefined) throw new ChatTrouble('gone', 'a file without an address');
  if (size > mostBytes) throw tooLarge(mostBytes);
  const response = await web.transfer(url, { method: 'GET' });
  // Slack sends whoever may not read it to a page for signing in.
  if (response.status >= 300 && response.status < 400) throw new ChatTrouble('refused', 'not let in');
  if (!response.ok) throw ofStatus(response.status, response.headers.get('retry-after'));
  return contentOf(response, mostBytes);
}

async function contentOf({ body }: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body ?? []) {
      length += (chunk as Uint8Array).length;
      if (length > mostBytes) throw tooLarge(mostBytes);
      chunks.push(chunk as Uint8Array);
    }
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : troubleOf(thrown);
  }
  return Buffer.concat(chunks);
}

function tooLarge(mostBytes: number): Failure {
  return new Failure(
    'bad-file',
    `The file is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB. Import it with \`countersign import\`.`,
  );
}
