import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Desk } from '#agent/desk.ts';
import { Failure, sayable } from '#core/errors.ts';
import { lineReader, PARAMETERS, Request, type Response } from './message.ts';

export interface DeskServer {
  /** How many other processes are connected now. */
  clients(): number;
  /** Begins nothing more, answers what runs, and lets the clients go. */
  close(): Promise<void>;
}

/** How long an answer may take to leave when the owner stops, before its connection is cut. */
const PARTING_MS = 2_000;

/**
 * Answers other local processes of the same user on a socket. The caller MUST own the data directory, so a socket file
 * that is already there is left over and is removed.
 */
export async function serveDesk(desk: Desk, socketPath: string): Promise<DeskServer> {
  rmSync(socketPath, { force: true });
  const open = new Set<Socket>();
  const running = new Set<Promise<void>>();
  let stopping = false;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    attend(socket, (line) => {
      const replied = reply(line, desk, socket, stopping);
      running.add(replied);
      void replied.finally(() => running.delete(replied));
    });
  });
  const umask = process.umask(0o177);
  try {
    await listen(server, socketPath);
  } finally {
    process.umask(umask);
  }
  return {
    clients: () => open.size,
    async close() {
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(running);
      const parted = Promise.all([...open].map(part));
      await Promise.race([parted, setTimeout(PARTING_MS, undefined, { ref: false })]);
      for (const socket of open) socket.destroy();
      await closed;
      rmSync(socketPath, { force: true });
    },
  };
}

/** Resolves when the last answer has left and the connection is closed. */
function part(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.end(() => socket.destroy());
  });
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
}

function attend(socket: Socket, onLine: (line: string) => void): void {
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  const read = lineReader(onLine);
  socket.on('data', (chunk: string) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
}

async function reply(line: string, desk: Desk, socket: Socket, stopping: boolean): Promise<void> {
  const response = await answer(line, desk, stopping);
  if (socket.writable) socket.write(`${JSON.stringify(response)}\n`);
}

function requestOf(line: string): Request {
  try {
    return Request.parse(JSON.parse(line));
  } catch (cause) {
    throw misunderstood(cause);
  }
}

function misunderstood(cause: unknown): Failure {
  const says = 'This Countersign and the one that owns the data do not understand each other. Stop the older one, and ask again.';
  return new Failure('bad-input', says, { cause });
}

async function answer(line: string, desk: Desk, stopping: boolean): Promise<Response> {
  let id = -1;
  try {
    const request = requestOf(line);
    id = request.id;
    if (stopping) return { id, stopping: true };
    const method = desk[request.method] as (parameter?: unknown) => Promise<unknown>;
    const parameter = PARAMETERS[request.method].safeParse(request.params[0]);
    if (!parameter.success) throw misunderstood(parameter.error);
    const result = await method(parameter.data);
    return { id, result: JSON.parse(JSON.stringify(result ?? null)) as never };
  } catch (thrown) {
    return { id, failure: thrown instanceof Failure ? thrown.code : 'broken-promise', says: sayable(thrown) };
  }
}
