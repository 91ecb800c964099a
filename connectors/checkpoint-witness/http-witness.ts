import { Failure } from '#core/errors.ts';
import type { Witness, WitnessAnswer } from '#guardrails/audit/witness.ts';

const PATIENCE_MS = 5_000;
/** An answer is a few lines. */
const LONGEST_ANSWER = 64 * 1024;

/** A witness over HTTP, by the submission prefix of C2SP `tlog-witness`. It is sent checkpoints and proofs, which hold no entry. */
export function httpWitness(prefix: string): Witness {
  const url = `${prefix.replace(/\/+$/, '')}/add-checkpoint`;
  const name = new URL(prefix).host;
  return {
    name,
    async add({ old, path, note }) {
      const body = `old ${old}\n${path.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
      const { status, text } = await post(url, body, name);
      return answerOf(status, text, name);
    },
  };
}

async function post(url: string, body: string, name: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, text: await readShort(response) };
  } catch (cause) {
    throw new Failure('unavailable', `The witness ${name} does not answer. It is asked again with the next checkpoint.`, { cause });
  }
}

async function readShort({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new RangeError('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf(status: number, text: string, name: string): WitnessAnswer {
  switch (status) {
    case 200:
      return { status: 'cosigned', lines: text };
    case 409: {
      const [size] = /^(?:0|[1-9]\d{0,14})$/m.exec(text) ?? [];
      return size === undefined ? { status: 'inconsistent' } : { status: 'elsewhere', size: Number(size) };
    }
    case 422:
      return { status: 'inconsistent' };
    case 403:
    case 404:
      throw new Failure(
        'bad-config',
        `The witness ${name} does not know this ledger or its key (HTTP ${status}). Give its keeper the key that "countersign audit checkpoint" prints.`,
      );
    default:
      throw new Failure('unavailable', `The witness ${name} answered with HTTP ${status}. It is asked again with the next checkpoint.`);
  }
}
