import { connect, type Socket } from 'node:net';
import { DESK_METHODS, type Desk, type DeskMethod } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { lineReader, Response } from './message.ts';

export interface RemoteDesk {
  readonly desk: Desk;
  close(): void;
}

/** Of a question that the owner did not answer before it went: whether it was `never` begun, or `perhaps`. */
export type Begun = 'never' | 'perhaps';

/** Causes that nothing else has, so that only what comes from `ownerGone` is taken for it. */
const GONE: Readonly<Record<Begun, symbol>> = { never: Symbol('never begun'), perhaps: Symbol('perhaps begun') };

/** The failure of a question that the owner left behind when it went. */
export function ownerGone(begun: Begun): Failure {
  return new Failure('unavailable', 'The Countersign that held the data stopped before it answered. Ask again.', { cause: GONE[begun] });
}

/** Whether a question failed because the owner went; `undefined` for whatever else was thrown. */
export function leftBehind(thrown: unknown): Begun | undefined {
  if (!(thrown instanceof Failure)) return undefined;
  if (thrown.cause === GONE.never) return 'never';
  return thrown.cause === GONE.perhaps ? 'perhaps' : undefined;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

/** The desk of the process that owns the data, over its socket. Throws Failure `unavailable` when nobody answers there. */
export async function connectDesk(socketPath: string): Promise<RemoteDesk> {
  const socket = await open(socketPath);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  listen(socket, waiting);
  const send = (method: DeskMethod, params: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!socket.writable) {
        reject(ownerGone('never'));
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.write(`${JSON.stringify({ id: last, method, params })}\n`);
    });
  const methods = DESK_METHODS.map((method) => [method, (parameter?: unknown) => send(method, parameter === undefined ? [] : [parameter])]);
  return { desk: Object.fromEntries(methods) as unknown as Desk, close: () => socket.end() };
}

function open(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (cause) => reject(new Failure('unavailable', `No Countersign answers at ${socketPath}.`, { cause })));
  });
}

function listen(socket: Socket, waiting: Map<number, Waiting>): void {
  socket.setEncoding('utf8');
  socket.on(
    'data',
    lineReader((line) => {
      const response = Response.parse(JSON.parse(line));
      const asked = waiting.get(response.id);
      waiting.delete(response.id);
      if ('stopping' in response) asked?.reject(ownerGone('never'));
      else if ('failure' in response) asked?.reject(new Failure(response.failure, response.says));
      else asked?.resolve(response.result);
    }),
  );
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(ownerGone('perhaps'));
    waiting.clear();
  });
}
