import { attachAsOwner, type Attached } from '../attach.ts';
import type { Command } from '../command.ts';
import type { Config } from '../config.ts';
import type { Faults } from '../faults.ts';
import { stopSignal } from '../stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';
import { talkAt } from './chat.ts';

const USAGE = 'start [--as <person>]';

const LONG_MS = 2 ** 30;

export const start: Command = {
  name: 'start',
  usage: USAGE,
  summary: 'Run Countersign and, in a terminal, open the chat. This is what npm start does.',
  async run(words, { root, config: read, print, say, faults }) {
    const as = readWords(words, { as: 'text' }, USAGE).text('as');
    const config = read();
    // Heard from the beginning: a stop in the middle of the first start gives the data up as cleanly as a later one.
    const stopped = stopSignal();
    print(`Countersign ${VERSION}\n`);
    const http = config.httpPort === 'off' ? undefined : `http://127.0.0.1:${config.httpPort}/mcp`;
    const attached = await attachAsOwner({
      config,
      root,
      command: 'countersign start',
      progress: say,
      faults,
      ...(http !== undefined && { http }),
    });
    const server = await served(attached, config, faults).catch(closing(attached));
    // With PostgreSQL and no MCP over HTTP nothing else keeps the process: idle connections are closed.
    const running = setInterval(() => undefined, LONG_MS);
    try {
      print(addresses(config, server?.address));
      if (process.stdin.isTTY && process.stdout.isTTY) await talkAt(attached.desk, print, as, stopped);
      else await stopped;
      return 0;
    } finally {
      clearInterval(running);
      await server?.close();
      await attached.close();
    }
  },
};

async function served({ desk }: Attached, config: Config, faults: Faults) {
  const { startHttp } = await import('../start-http.ts');
  return startHttp(desk, config, faults);
}

function closing(attached: Attached): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    await attached.close();
    throw thrown;
  };
}

function addresses({ database, dataDir }: { readonly database: object; readonly dataDir: string }, http: string | undefined): string {
  const where =
    'url' in database ? 'PostgreSQL at DATABASE_URL' : `embedded, in ${dataDir} (its ledger shows tampering, it cannot prevent it)`;
  const mcp = http === undefined ? 'off' : `${http}  (bearer token in ${dataDir}/mcp-token)`;
  return `Database   ${where}\nMCP        ${mcp}\nChat       countersign chat, or npm start -- chat, from another terminal\n\n`;
}
