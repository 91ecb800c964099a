import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatEvent } from '#agent/chat/event.ts';

/** What was acknowledged before the inbox had it, on the disk of this machine, so that a process that dies loses nothing of it. */
export interface UnkeptEvents {
  /** Resolves when it is on the disk. */
  put(event: ChatEvent): Promise<void>;
  /** It is kept. */
  drop(event: ChatEvent): Promise<void>;
  /** What a process that died left, oldest first. */
  left(): Promise<readonly ChatEvent[]>;
}

export interface Shelter {
  readonly folder: string;
  /** Nobody reads or writes what is in the folder without it. */
  readonly secret: string;
  /** Takes note of what is there and does not read. */
  readonly noted: (thrown: unknown, during: string) => unknown;
}

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
const ENDING = '.event';

/** A file for each event, under the hash of its key: nonce, tag and the event, enciphered. */
export function unkeptEvents({ folder, secret, noted }: Shelter): UnkeptEvents {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'countersign unkept events v1', 32));
  const fileOf = ({ key: of }: ChatEvent): string => join(folder, `${createHash('sha256').update(of).digest('hex')}${ENDING}`);

  function sealed(event: ChatEvent): Uint8Array {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, key, nonce);
    const body = Buffer.concat([cipher.update(JSON.stringify(event), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  function opened(bytes: Buffer): ChatEvent {
    const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG }).setAuthTag(
      bytes.subarray(NONCE, NONCE + TAG),
    );
    return ChatEvent.parse(JSON.parse(Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')));
  }

  /** What does not read was not all written, and then not acknowledged, or was written by somebody else. */
  async function read(file: string): Promise<readonly ChatEvent[]> {
    try {
      return [opened(await readFile(file))];
    } catch (thrown) {
      noted(thrown, 'slack-unkept');
      await rm(file, { force: true });
      return [];
    }
  }

  return {
    async put(event) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(fileOf(event), sealed(event), { mode: 0o600, flush: true });
    },
    drop: (event) => rm(fileOf(event), { force: true }),
    async left() {
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(ENDING));
      const events = (await Promise.all(files.map((file) => read(join(folder, file))))).flat();
      return events.toSorted((a, b) => a.at.localeCompare(b.at));
    },
  };
}
