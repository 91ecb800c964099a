import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ChatTrouble, type ChatSurface, type Destination } from '#agent/chat/surface.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { fetchFile } from './fetch-file.ts';
import { isPerson, placeOf } from './place-of.ts';
import { renderHome } from './render/render-home.ts';
import { renderMessage } from './render/render-message.ts';
import { shareFile } from './share-file.ts';
import type { WebApi } from './web-api.ts';

const PostedBody = z.object({ channel: z.string(), ts: z.string() });
const OpenedBody = z.object({ channel: z.object({ id: z.string() }) });
const MOST_PROMPTS = 4;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What cannot be changed later: Slack shows such a message to one person, for a while. */
const EPHEMERAL = 'ephemeral';
const FILE = 'file';

/** Slack as a place to write to. A posted message is named `channel:ts`, as a message to a person lands in a channel that Slack chooses. */
export function slackSurface(web: WebApi): ChatSurface {
  return {
    name: 'slack',
    post: posting(web),
    async aside({ place, only: user }, view) {
      const thread = place.thread !== undefined && { thread_ts: place.thread };
      await web.call('chat.postEphemeral', { channel: place.channel, user, ...thread, ...contentOf(view) });
      return { message: `${EPHEMERAL}:` };
    },
    async update(at, view) {
      const [channel = '', ts = ''] = at.message.split(':');
      if (channel === EPHEMERAL) throw new ChatTrouble('gone', EPHEMERAL);
      if (channel !== (await channelOf(web, at))) throw new ChatTrouble('gone', 'no message of this place');
      await web.call('chat.update', { channel, ts, ...renderMessage(view), parse: 'none', link_names: false });
    },
    async status({ place }, says) {
      if (place.thread === undefined || isPerson(place.channel)) return;
      await web.call('assistant.threads.setStatus', { channel_id: place.channel, thread_ts: place.thread, status: says }).catch(ignored);
    },
    async home({ user }, view) {
      await web.call('views.publish', { user_id: user, view: renderHome(view) });
    },
    async direct({ workspace, user }) {
      return placeOf({ workspace, channel: await channelWith(web, user) });
    },
    fetch: (file, mostBytes) => fetchFile(web, file, mostBytes),
    async share({ place }, file) {
      const { channel } = place;
      const id = await shareFile(web, isPerson(channel) ? { channel: await channelWith(web, channel) } : place, file);
      return { message: `${FILE}:${id}` };
    },
    async unshare({ message }) {
      const [kind, id = ''] = message.split(':');
      if (kind !== FILE) throw new ChatTrouble('gone', 'no file of ours');
      await web.call('files.delete', { file: id });
    },
  };
}

function posting(web: WebApi): ChatSurface['post'] {
  /** Under agent_view prompts are offered for a talk, and one with a thread would be dropped without a word. */
  async function offer(channel: string, prompts: readonly string[]): Promise<void> {
    const offered = prompts.slice(0, MOST_PROMPTS).map((message) => ({ title: message, message }));
    await web.call('assistant.threads.setSuggestedPrompts', { channel_id: channel, prompts: offered }).catch(ignored);
  }

  return async ({ place }, view, key) => {
    const thread = place.thread !== undefined && { thread_ts: place.thread };
    const answer = await web.call('chat.postMessage', {
      channel: place.channel,
      ...thread,
      ...contentOf(view),
      client_msg_id: uuidOf(key),
    });
    const { channel, ts } = readAs(PostedBody, answer);
    if (view.prompts !== undefined && view.prompts.length > 0 && channel.startsWith('D')) await offer(channel, view.prompts);
    return { message: `${channel}:${ts}` };
  };
}

function contentOf(view: ChatView) {
  return { ...renderMessage(view), parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false };
}

/** Where a message to this place stands. A name that was kept of one is not believed: it could be changed to lead elsewhere. */
async function channelOf(web: WebApi, { place: { channel } }: Destination): Promise<string> {
  return isPerson(channel) ? channelWith(web, channel) : channel;
}

async function channelWith(web: WebApi, user: string): Promise<string> {
  return readAs(OpenedBody, await web.call('conversations.open', { users: user })).channel.id;
}

/** Slack takes a message of one such id once, and answers with the first where it comes again. */
function uuidOf(key: string): string {
  if (UUID.test(key)) return key;
  const hex = createHash('sha256').update(key).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Best effort: what it was for stands without it. */
function ignored(): void {}

function readAs<T>(shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (!read.success) throw new ChatTrouble('wait', 'an answer that does not read', 5_000);
  return read.data;
}
