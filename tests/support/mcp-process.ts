import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { clientOver, type Era } from './mcp-clients.ts';

export const ROOT = resolve(import.meta.dirname, '..', '..');
export const BIN = join(ROOT, 'bin', 'countersign.mjs');

/** An environment with no setting of the machine that runs the tests in it. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(process.env).filter(([key]) => !/^(COUNTERSIGN_|PG|DATABASE_URL$|NODE_OPTIONS$|VITEST)/.test(key));
  return { ...Object.fromEntries(kept.map(([key, value]) => [key, value ?? ''])), ...settings };
}

export interface Running {
  readonly pid: number;
  readonly input: NodeJS.WritableStream;
  readonly stdout: () => string;
  readonly stderr: () => string;
  client(era: Era): Promise<Client>;
  /** Closes stdin, as a client does that is finished; resolves to the exit status. */
  end(): Promise<number | null>;
  /** Asks it to stop and leaves its stdin open; resolves to the exit status. */
  stop(signal: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
  /** As the machine does that runs out of memory. */
  kill(): Promise<void>;
  /** Resolves once stdout or stderr holds the words. */
  says(words: string): Promise<void>;
}

/** Starts `countersign <words>` in a process of its own. */
export function countersign(words: readonly string[], settings: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [BIN, ...words], { cwd: ROOT, env: cleanEnvironment(settings), stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const closed = once(child, 'close');
  const stdout = (): string => Buffer.concat(out).toString('utf8');
  const stderr = (): string => Buffer.concat(err).toString('utf8');
  return {
    pid: child.pid ?? 0,
    input: child.stdin,
    stdout,
    stderr,
    client: (era) => clientOver(new StdioServerTransport(child.stdout, child.stdin), era),
    async end() {
      child.stdin.end();
      await closed;
      return child.exitCode;
    },
    async stop(signal) {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async says(words) {
      while (!`${stdout()}${stderr()}`.includes(words)) {
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
        await Promise.race([more, closed.then(() => Promise.reject(new Error(`it ended without saying "${words}": ${stderr()}`)))]);
      }
    },
  };
}

/** The messages on a stdout that carries JSON-RPC alone; throws for a stray byte. */
export function rpcMessages(stdout: string): readonly { readonly jsonrpc: string; readonly id?: number }[] {
  const lines = stdout.split('\n');
  if (lines.pop() !== '') throw new Error('stdout does not end with a whole line');
  return lines.map((line) => JSON.parse(line) as { jsonrpc: string; id?: number });
}
