import { serveWeb, type WebServer } from '#connectors/web/serve-web.ts';
import { Failure } from '#core/errors.ts';
import type { ChatBase } from './chat/chat-base.ts';
import type { Chat } from './chat/open-chat.ts';
import type { Config } from './config.ts';
import type { Faults } from './faults.ts';

export interface Web {
  /** `http://127.0.0.1:7378`, where pages are served. */
  readonly address?: string;
  /** The chat services that are connected: `Slack (Socket Mode)`. */
  readonly surfaces: readonly string[];
  close(): Promise<void>;
}

export interface WebOpening {
  readonly config: Config;
  readonly base: ChatBase;
  readonly faults: Faults;
  readonly host?: string;
}

/**
 * Serves the pages behind the links and connects the chat services that are configured. A port that nobody asked for and that is taken
 * leaves the pages off; with a service that calls in, it is an error. Throws Failure `unavailable` and `bad-config`.
 */
export async function startWeb({ config, base, faults, host = '127.0.0.1' }: WebOpening): Promise<Web> {
  const chat = await chatOf(config, base, faults);
  const calledIn = chat !== undefined && chat.routers.length > 0;
  const server = await served(config, chat, host).catch((thrown: unknown) => {
    if (!config.webPortGiven && !calledIn && thrown instanceof Failure && thrown.code === 'unavailable') return undefined;
    throw thrown;
  });
  try {
    await chat?.start();
  } catch (thrown) {
    await server?.close();
    throw thrown;
  }
  return {
    ...(server !== undefined && { address: server.address }),
    surfaces: chat?.surfaces ?? [],
    async close() {
      await server?.close();
      await chat?.stop();
    },
  };
}

/** Bolt and the like are loaded only where chat is configured: a start without it is not kept waiting. */
async function chatOf(config: Config, base: ChatBase, faults: Faults): Promise<Chat | undefined> {
  if (config.slack === undefined && config.teams === undefined) return undefined;
  const { openChat } = await import('./chat/open-chat.ts');
  return openChat({ config, base, faults, signIn: () => Promise.resolve('Pages are not served here.') });
}

/** Where the pages are, for the person who started the program. */
export function pagesInWords({ webPort, publicUrl }: Config, { address }: Web): string {
  if (address !== undefined) return publicUrl === undefined ? address : `${address}, for people ${publicUrl}`;
  return webPort === 'off' ? 'off' : `off: port ${webPort} is in use. COUNTERSIGN_WEB_PORT sets another.`;
}

async function served({ webPort }: Config, chat: Chat | undefined, host: string): Promise<WebServer | undefined> {
  if (webPort === 'off') return undefined;
  return serveWeb({ routers: chat?.routers ?? [], host, port: webPort });
}
