import { needsPostgres } from '../owner/attach.ts';
import { Failure } from '#core/errors.ts';
import { checkpointsWarning } from '../settings/check-checkpoints.ts';
import type { Command } from '../command.ts';
import type { Config } from '../settings/config.ts';
import type { OpenDesk } from '../desks/open-desk.ts';
import { stayUp } from '../owner/stay-up.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';

const USAGE = 'work';

export const work: Command = {
  name: 'work',
  usage: USAGE,
  summary: 'Deliver what was approved, close what has lapsed and sign the ledger, on PostgreSQL, in any number of processes.',
  async run(words, { root, config: read, tell, say, faults }) {
    readWords(words, {}, USAGE);
    const config = read();
    if (!('url' in config.database)) throw new Failure('bad-config', needsPostgres('work'));
    const stopped = stopSignal();
    tell(`Countersign ${VERSION}\n`);
    const unkept = await checkpointsWarning(config.checkpoints);
    if (unkept !== undefined) say(`! ${unkept}`);
    const [{ openDesk }, { workEffects }] = await Promise.all([import('../desks/open-desk.ts'), import('../effects/work-effects.ts')]);
    const open = await openDesk({ config, root, progress: say, faults });
    try {
      const health = await healthOf(open, config);
      const { tenant, redisUrl } = config;
      const working = workEffects({ ...open, tenant, faults, progress: say, ...(redisUrl !== undefined && { redisUrl }) });
      tell(
        `Tenant     ${tenant}\nWorking    ${redisUrl === undefined ? 'looks into the database each second' : 'is woken through Redis'}\n`,
      );
      await stayUp(stopped);
      await health?.close();
      await working.close();
    } finally {
      await open.close();
    }
    return 0;
  },
};

/** Where a port was asked for: several workers on one machine would want the same. */
async function healthOf(open: OpenDesk, { httpPort, httpPortGiven, httpHost: host }: Config) {
  if (!httpPortGiven || httpPort === 'off') return undefined;
  const { serveHealth } = await import('#connectors/health/serve-health.ts');
  return serveHealth({ port: httpPort, host, ready: () => open.ready() });
}
