import { serveWeb, type WebServer } from '#connectors/web/serve-web.ts';
import { Failure } from '#core/errors.ts';
import type { Serving } from './attach.ts';
import type { Chat } from '../chat/open-chat.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from './faults.ts';

const LOOPBACK = '127.0.0.1';

export interface Web {
  /** `http://127.0.0.1:7378`, where pages are served. */
  readonly address?: string;
  /** The chat services that are connected, and how. */
  readonly surfaces: Chat['surfaces'];
  close(): Promise<void>;
}

export interface WebOpening {
  readonly config: Config;
  readonly serving: Serving;
  readonly faults: Faults;
  readonly host?: string;
}

/**
 * Serves the pages behind the links and connects the chat services that are configured. A port that nobody asked for and that is taken
 * leaves the pages off; with a service that calls in, it is an error. Throws Failure `unavailable` and `bad-config`.
 */
export async function startWeb(opening: WebOpening): Promise<Web> {
  const { config, serving, faults } = opening;
  const chat = await chatOf(config, serving, faults);
  const calledIn = chat !== undefined && chat.routers.length > 0;
  const server = await served(opening, chat).catch((thrown: unknown) => {
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
async function chatOf(config: Config, { chat }: Serving, faults: Faults): Promise<Chat | undefined> {
  if (config.slack === undefined && config.teams === undefined) return undefined;
  const { openChat } = await import('../chat/open-chat.ts');
  return openChat({ config, base: chat, faults });
}

/** Where the pages are, and who talks here, in rows for the person who started the program. */
export function webInWords(config: Config, web: Web): string {
  const rows = [['Pages', pagesInWords(config, web)] as const, ...web.surfaces];
  return rows.map(([name, says]) => `${name.padEnd(11)}${says}\n`).join('');
}

function pagesInWords({ webPort, publicUrl }: Config, { address }: Web): string {
  if (address !== undefined) return publicUrl === undefined ? address : `${address}, for people ${publicUrl}`;
  return webPort === 'off' ? 'off' : `off: port ${webPort} is in use. COUNTERSIGN_WEB_PORT sets another.`;
}

/** What calls in has paths of its own; the pages answer everything else. */
async function served({ config, serving, faults, host = LOOPBACK }: WebOpening, chat: Chat | undefined): Promise<WebServer | undefined> {
  const { webPort, publicUrl } = config;
  if (webPort === 'off') return undefined;
  const { openConsole } = await import('#connectors/console/open-console.ts');
  const noted: Faults['noted'] = (thrown, during) => faults.noted(thrown, during);
  const pages = openConsole({ ...serving.pages, noted, publicUrl });
  return serveWeb({ routers: [...(chat?.routers ?? []), { at: '/', router: pages }], host, port: webPort });
}
