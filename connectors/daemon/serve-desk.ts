import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Desk } from '#agent/desk.ts';
import { Failure, sayable } from '#core/errors.ts';
import { lineReader, Request, type Response } from './message.ts';

export interface DeskServer {
  close(): Promise<void>;
}

/**
 * Answers other local processes of the same user on a socket. The caller MUST own the data directory, so a socket file
 * that is already there is left over and is removed.
 */
export async function serveDesk(desk: Desk, socketPath: string): Promise<DeskServer> {
  rmSync(socketPath, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    attend(socket, desk);
  });
  const umask = process.umask(0o177);
  try {
    await listen(server, socketPath);
  } finally {
    process.umask(umask);
  }
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          rmSync(socketPath, { force: true });
          resolve();
        });
      }),
  };
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
}

function attend(socket: Socket, desk: Desk): void {
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  const read = lineReader((line) => {
    void reply(line, desk, socket);
  });
  socket.on('data', (chunk: string) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
}

async function reply(line: string, desk: Desk, socket: Socket): Promise<void> {
  const response = await answer(line, desk);
  if (socket.writable) socket.write(`${JSON.stringify(response)}\n`);
}

function requestOf(line: string): Request {
  try {
    return Request.parse(JSON.parse(line));
  } catch (cause) {
    const says = 'This Countersign and the one that owns the data do not understand each other. Stop the older one, and ask again.';
    throw new Failure('bad-input', says, { cause });
  }
}

async function answer(line: string, desk: Desk): Promise<Response> {
  let id = -1;
  try {
    const request = requestOf(line);
    id = request.id;
    const method = desk[request.method] as (parameter?: unknown) => Promise<unknown>;
    const result = await method(request.params[0]);
    return { id, result: JSON.parse(JSON.stringify(result ?? null)) as never };
  } catch (thrown) {
    return { id, failure: thrown instanceof Failure ? thrown.code : 'broken-promise', says: sayable(thrown) };
  }
}
