import { attachAsOwner, type Owned } from '../owner/attach.ts';
import { Failure } from '#core/errors.ts';
import { AUDIT_MODE, auditMode } from '#guardrails/audit/audit-mode.ts';
import type { Command } from '../command.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from '../owner/faults.ts';
import { webInWords, startWeb, type Web } from '../owner/start-web.ts';
import { stayUp } from '../owner/stay-up.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';
import { talkAt } from './chat.ts';

const USAGE = 'start [--as <person>]';

export const start: Command = {
  name: 'start',
  usage: USAGE,
  summary: 'Run Countersign and, in a terminal, open the chat. This is what npm start does.',
  async run(words, { root, config: read, tell, say, faults }) {
    const as = readWords(words, { as: 'text' }, USAGE).text('as');
    const config = read();
    // Heard from the beginning: a stop in the middle of the first start gives the data up as cleanly as a later one.
    const stopped = stopSignal();
    tell(`Countersign ${VERSION}\n`);
    const attached = await attachAsOwner({ config, root, command: 'countersign start', progress: say, faults });
    const server = await served(attached, config, faults).catch(closing(attached));
    const web = await startWeb({ config, serving: attached.serving, faults }).catch(async (thrown: unknown) => {
      await server?.close();
      return closing(attached)(thrown);
    });
    try {
      tell(addresses(config, server?.address, web));
      const talks = process.stdin.isTTY && process.stdout.isTTY;
      await stayUp(talks ? talkAt({ ...attached.desk, others: attached.others, tell, as, stopped }) : stopped);
      return 0;
    } finally {
      await web.close();
      await server?.close();
      await attached.close();
    }
  },
};

/** MCP over HTTP, or nothing where it is off or where a port that nobody asked for is taken. */
async function served({ desk, servesAt }: Owned, config: Config, faults: Faults) {
  const { startHttp } = await import('../owner/start-http.ts');
  const server = await startHttp(desk, config, faults).catch((thrown: unknown) => {
    if (!config.httpPortGiven && thrown instanceof Failure && thrown.code === 'unavailable') return undefined;
    throw thrown;
  });
  if (server !== undefined) await servesAt(server.address);
  return server;
}

function closing(attached: Owned): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    await attached.close();
    throw thrown;
  };
}

function addresses(config: Config, http: string | undefined, web: Web): string {
  const { database, dataDir, httpPort } = config;
  const where = 'url' in database ? 'PostgreSQL at DATABASE_URL' : `embedded, in ${dataDir}`;
  const ledger = AUDIT_MODE[auditMode({ kind: 'url' in database ? 'postgres' : 'embedded' })];
  const taken = `off over HTTP: port ${httpPort} is in use. COUNTERSIGN_HTTP_PORT sets another; countersign mcp needs none.`;
  const without = httpPort === 'off' ? 'off' : taken;
  const mcp = http === undefined ? without : `${http}  (bearer token in ${dataDir}/mcp-token)`;
  return `Database   ${where}\nLedger     ${ledger}\nMCP        ${mcp}\n${webInWords(config, web)}Chat       countersign chat, or npm start -- chat, from another terminal\n\n`;
}
