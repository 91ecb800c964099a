import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

/** One connection of Socket Mode, as Slack holds it. */
export interface SlackSocket {
  /** Sends an envelope, and gives the acknowledgement of it; `undefined` where the connection ended without one. */
  readonly send: (envelope: string, type: Envelope, payload: object, retry?: number) => Promise<object | undefined>;
  /** Asks the other end to connect again, as Slack does when it changes its own machines. */
  readonly refresh: () => void;
  /** Resolves when the other end has read, and could have answered, all that was sent. */
  readonly read: () => Promise<void>;
  /** Breaks the line. */
  readonly drop: () => void;
}

export type Envelope = 'events_api' | 'interactive' | 'slash_commands';

export interface SlackSockets {
  readonly address: (origin: string) => string;
  /** The next connection that is made, once it was greeted. */
  readonly next: () => Promise<SlackSocket>;
  readonly open: () => number;
  readonly close: () => void;
}

/** The far end of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export function slackSockets(server: Server): SlackSockets {
  const sockets = new WebSocketServer({ server, path: '/link' });
  const ready: SlackSocket[] = [];
  let waiting: ((socket: SlackSocket) => void)[] = [];

  sockets.on('connection', (socket) => {
    const made = overSocket(socket);
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0COUNTER' } }));
    const [first, ...others] = waiting;
    waiting = others;
    if (first === undefined) ready.push(made);
    else first(made);
  });

  return {
    address: (origin) => `${origin.replace('http', 'ws')}/link`,
    next: () => {
      const socket = ready.shift();
      return socket === undefined ? new Promise((resolve) => void (waiting = [...waiting, resolve])) : Promise.resolve(socket);
    },
    open: () => sockets.clients.size,
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function overSocket(socket: WebSocket): SlackSocket {
  const acks = new Map<string, (ack: object | undefined) => void>();
  socket.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString('utf8')) as { envelope_id: string };
    acks.get(said.envelope_id)?.(said);
    acks.delete(said.envelope_id);
  });
  socket.on('close', () => {
    for (const settle of acks.values()) settle(undefined);
  });
  return {
    send: (envelope, type, payload, retry = 0) =>
      new Promise((resolve) => {
        acks.set(envelope, resolve);
        socket.send(JSON.stringify({ envelope_id: envelope, type, payload, accepts_response_payload: true, retry_attempt: retry }));
      }),
    refresh: () => socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    async read() {
      for (let turn = 0; turn < 2; turn += 1) {
        const answered = new Promise((resolve) => void socket.once('pong', resolve));
        socket.ping();
        await answered;
      }
    },
    drop: () => socket.terminate(),
  };
}
