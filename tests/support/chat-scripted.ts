import type { ChatSurfaceName, Place } from '#agent/chat/event.ts';
import { ChatTrouble, type ChatSurface, type Destination } from '#agent/chat/surface.ts';
import type { CardView, ChatView } from '#agent/chat/view.ts';
import { Failure } from '#core/errors.ts';

/** Something that stands on a scripted surface, as it was last written. */
export interface Stood {
  readonly id: string;
  readonly to: Destination & { readonly only?: string };
  readonly view: ChatView;
  readonly updates: number;
}

/** A chat service in memory: what was said to it, and what it is told to fail with. */
export interface ScriptedSurface extends ChatSurface {
  readonly stands: Stood[];
  readonly statuses: { readonly place: Place; readonly says: string }[];
  readonly homes: Map<string, ChatView>;
  /** Every body that it was handed, whether or not it took it. */
  readonly bodies: string[];
  readonly files: Map<string, Uint8Array>;
  /** Files that stand there, which only Slack takes. */
  readonly shared: Map<string, { readonly to: Destination; readonly name: string; readonly content: Uint8Array; readonly says: string }>;
  /** What it throws at the next calls that write, in order. */
  readonly faults: unknown[];
  /** Whether it takes nothing at all. */
  down: boolean;
  calls: number;
}

export function scriptedSurface(name: ChatSurfaceName): ScriptedSurface {
  const stands: Stood[] = [];
  const surface: ScriptedSurface = {
    ...{ name, stands, statuses: [], homes: new Map(), bodies: [], files: new Map(), shared: new Map(), faults: [], down: false, calls: 0 },
    async post(to, view, key) {
      written({ to, view });
      const before = stands.findIndex(({ id }) => id === key);
      if (before < 0) stands.push({ id: key, to, view, updates: 0 });
      return { message: key };
    },
    async update(at, view) {
      written({ at, view });
      const found = stands.findIndex(({ id }) => id === at.message);
      const before = stands[found];
      if (before === undefined) throw new ChatTrouble('gone', 'message_not_found');
      stands[found] = { ...before, view, updates: before.updates + 1 };
    },
    async status({ place }, says) {
      surface.statuses.push({ place, says });
    },
    async home({ user }, view) {
      written({ user, view });
      surface.homes.set(user, view);
    },
    direct: ({ workspace, user }) => Promise.resolve({ surface: name, workspace, channel: `D-${user}`, kind: 'direct' }),
    async fetch({ id }, mostBytes) {
      const content = surface.files.get(id);
      if (content === undefined) throw new ChatTrouble('gone', 'file_not_found');
      if (content.byteLength > mostBytes) throw new Failure('bad-file', 'The file is too large.');
      return content;
    },
  };
  if (name === 'slack') {
    surface.aside = (to, view, key) => surface.post(to, view, key);
    surface.share = async (to, file) => {
      written({ to, name: file.name, says: file.says });
      const message = `file:${surface.shared.size + 1}`;
      surface.shared.set(message, { to, ...file });
      return { message };
    };
    surface.unshare = async ({ message }) => {
      written({ message });
      if (!surface.shared.delete(message)) throw new ChatTrouble('gone', 'file_not_found');
    };
  }
  function written(body: unknown): void {
    surface.calls += 1;
    surface.bodies.push(JSON.stringify(body));
    const fault = surface.faults.shift();
    if (fault !== undefined) throw fault;
    if (surface.down) throw new ChatTrouble('wait', 'service_down');
  }
  return surface;
}

export function cardsIn({ parts }: ChatView): readonly CardView[] {
  return parts.filter((part) => part.kind === 'card');
}

/** All that a message says, on one line. */
export function wordsOf(view: ChatView): string {
  return JSON.stringify(view.parts);
}
