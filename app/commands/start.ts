import { attachAsOwner, type Attached } from '../attach.ts';
import type { Command } from '../command.ts';
import { startHttp } from '../start-http.ts';
import { stopSignal } from '../stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';
import { talkAt } from './chat.ts';

const USAGE = 'start [--as <person>]';

export const start: Command = {
  name: 'start',
  usage: USAGE,
  summary: 'Run Countersign and, in a terminal, open the chat. This is what npm start does.',
  async run(words, { root, config: read, print, say }) {
    const as = readWords(words, { as: 'text' }, USAGE).text('as');
    const config = read();
    print(`Countersign ${VERSION}\n`);
    const http = config.httpPort === 'off' ? undefined : `http://127.0.0.1:${config.httpPort}/mcp`;
    const attached = await attachAsOwner({
      config,
      root,
      command: 'countersign start',
      progress: say,
      ...(http !== undefined && { http }),
    });
    const server = await startHttp(attached.desk, config).catch(closing(attached));
    const stopped = stopSignal();
    try {
      print(addresses(config, server?.address));
      if (process.stdin.isTTY && process.stdout.isTTY) await Promise.race([talkAt(attached.desk, print, as), stopped]);
      else await stopped;
      return 0;
    } finally {
      await server?.close();
      await attached.close();
    }
  },
};

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
