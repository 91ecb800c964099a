import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openCheckpoint, type Checkpoint } from '#guardrails/audit/checkpoint.ts';
import { verifyConsistency } from '#guardrails/audit/proofs.ts';
import { readVerifier } from '#guardrails/audit/signed-note.ts';

const NAME = 'witness.test/w1';
const COSIGNATURE = 4;

/** A witness of one ledger on this machine, by the rules of C2SP `tlog-witness`. */
export interface LoopbackWitness {
  readonly url: string;
  /** Its public key, as `name+id+key`. */
  readonly key: string;
  /** What it cosigned last. */
  readonly seen: () => Checkpoint | undefined;
  /** How it answered, oldest first. */
  readonly answers: readonly number[];
  /** Whatever is asked is answered so from now on; `undefined` ends it. */
  readonly answerWith: (answer: { readonly status: number; readonly body: string } | undefined) => void;
  /** From now on it knows the ledger by these keys. */
  readonly trust: (keys: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

export async function loopbackWitness(origin: string): Promise<LoopbackWitness> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const id = createHash('sha256').update(`${NAME}\n`).update(Buffer.of(COSIGNATURE)).update(raw).digest().subarray(0, 4);
  let seen: Checkpoint | undefined;
  let trusted: readonly string[] = [];
  let fixed: { readonly status: number; readonly body: string } | undefined;
  const answers: number[] = [];

  function cosign(body: string): string {
    const time = 1_790_000_000n;
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(time);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${body}`, 'utf8'), privateKey);
    return `\u2014 ${NAME} ${Buffer.concat([id, stamp, signature]).toString('base64')}\n`;
  }
  function judge(text: string): { readonly status: number; readonly body: string } {
    const cut = text.indexOf('\n\n');
    const [first = '', ...path] = text.slice(0, cut).split('\n');
    const note = text.slice(cut + 2);
    const [, old] = /^old (0|[1-9]\d*)$/.exec(first) ?? [];
    if (old === undefined || path.length > 63) return { status: 400, body: '' };
    if (!note.startsWith(`${origin}\n`)) return { status: 404, body: '' };
    const offered = openCheckpoint(note, trusted.map(readVerifier));
    if (offered === undefined) return { status: 403, body: '' };
    if (Number(old) > offered.size) return { status: 400, body: '' };
    if (Number(old) !== (seen?.size ?? 0)) return { status: 409, body: `${seen?.size ?? 0}\n` };
    if (seen !== undefined && seen.size === offered.size && !seen.root.equals(offered.root)) return { status: 409, body: `${seen.size}\n` };
    const proof = path.map((line) => Buffer.from(line, 'base64'));
    if (seen !== undefined && seen.size > 0 && !verifyConsistency(seen, offered, proof)) return { status: 422, body: '' };
    seen = offered;
    return { status: 200, body: cosign(note.slice(0, note.lastIndexOf('\n\n') + 1)) };
  }
  async function attend(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
    const { status, body } =
      fixed ?? (request.method === 'POST' && request.url === '/log/add-checkpoint' ? judge(text) : { status: 404, body: '' });
    answers.push(status);
    response.writeHead(status, { 'content-type': status === 409 ? 'text/x.tlog.size' : 'text/plain' }).end(body);
  }

  const server = createServer((request, response) => void attend(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/log/`,
    key: `${NAME}+${id.toString('hex')}+${Buffer.concat([Buffer.of(COSIGNATURE), raw]).toString('base64')}`,
    seen: () => seen,
    answers,
    answerWith: (answer) => void (fixed = answer),
    trust: (keys) => void (trusted = keys),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
