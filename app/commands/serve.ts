import { attachAsServer, needsPostgres } from '../owner/attach.ts';
import { Failure } from '#core/errors.ts';
import type { Command } from '../command.ts';
import { redisInWords } from '../settings/redis-in-words.ts';
import { webInWords, startWeb } from '../owner/start-web.ts';
import { stayUp } from '../owner/stay-up.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';

const USAGE = 'serve';

export const serve: Command = {
  name: 'serve',
  usage: USAGE,
  summary:
    'Serve MCP over HTTP and local clients on PostgreSQL, in any number of processes. What is approved is delivered by countersign work.',
  async run(words, { root, config: read, tell, say, faults }) {
    readWords(words, {}, USAGE);
    const config = read();
    if (!('url' in config.database)) throw new Failure('bad-config', needsPostgres('serve'));
    const stopped = stopSignal();
    tell(`Countersign ${VERSION}\n`);
    const [{ startHttp }, { openEffectQueue }] = await Promise.all([
      import('../owner/start-http.ts'),
      import('#connectors/queue/effect-queue.ts'),
    ]);
    const { redisUrl: url, tenant, httpHost: host } = config;
    const queue = url === undefined ? undefined : openEffectQueue({ url, changed: tellOfRedis(say) }, tenant);
    try {
      const wake = async (ids: readonly string[]): Promise<unknown> => queue?.wake(ids);
      const attached = await attachAsServer({ config, root, command: 'countersign serve', progress: say, faults, wake });
      try {
        const server = await startHttp(attached.desk, config, faults, { host, ready: attached.ready });
        try {
          if (server !== undefined) await attached.servesAt(server.address);
          const web = await startWeb({ config, serving: attached.serving, faults, host });
          tell(
            `Tenant     ${tenant}\nDatabase   PostgreSQL at DATABASE_URL\nMCP        ${server?.address ?? 'off'}\n${webInWords(config, web)}Workers    ${url === undefined ? 'look into the database' : 'are woken through Redis'}\n`,
          );
          try {
            await stayUp(stopped);
          } finally {
            await web.close();
          }
        } finally {
          await server?.close();
        }
      } finally {
        await attached.close();
      }
    } finally {
      await queue?.close();
    }
    return 0;
  },
};

/** Says when Redis does not answer, at the start or later, and when it does again. */
function tellOfRedis(say: (says: string) => void): (answers: boolean) => void {
  let away = false;
  return (answers) => {
    if (!answers || away) say(redisInWords(answers));
    away = !answers;
  };
}
