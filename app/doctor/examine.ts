import { existsSync } from 'node:fs';
import type { TeamsEndpoints } from '#connectors/teams/check-settings.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from '../owner/faults.ts';
import { checkMachine } from './check-machine.ts';
import { checkPorts, checkPublicUrl } from './check-ports.ts';
import { checkRecords, type Records } from './check-records.ts';
import { checkServices } from './check-services.ts';
import { checkSlack } from './check-slack.ts';
import { checkTeams } from './check-teams.ts';
import { ok, type Finding } from './finding.ts';

export interface Examining {
  readonly config: Config;
  readonly root: string;
  /** Asks nothing of any other machine. */
  readonly offline: boolean;
  readonly faults: Faults;
  readonly progress: (says: string) => void;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Where Microsoft's services are, if not where everybody's are. */
  readonly teams?: TeamsEndpoints;
}

/** Every check there is for what is configured, in the order in which a person mends them. */
export async function examine(examining: Examining): Promise<readonly Finding[]> {
  const { config, offline } = examining;
  const machine = await checkMachine(config, process.version);
  const records = await recordsOf(examining);
  const ports = await Promise.all(checkPorts(config));
  const served = records.served || ports.at(-1)?.served === true;
  const outside = offline ? [] : await askOutside(examining, served);
  return [...machine, ...records.findings, ...ports.map(({ finding }) => finding), ...outside];
}

/** A first start makes the embedded database, and a look at it makes none. */
async function recordsOf({ config, root, faults, progress, now }: Examining): Promise<Records> {
  const { database } = config;
  if ('directory' in database && !existsSync(database.directory))
    return { served: false, findings: [ok('Database', 'none yet: the first start makes it')] };
  return checkRecords({ config, root, faults, progress }, now);
}

async function askOutside({ config, now, teams: endpoints }: Examining, served: boolean): Promise<readonly Finding[]> {
  const { slack, teams } = config;
  const [publicUrl, services, onSlack, inTeams] = await Promise.all([
    checkPublicUrl(config, served),
    Promise.all(checkServices(config)),
    slack === undefined ? [] : checkSlack(slack, now),
    teams === undefined ? [] : checkTeams(teams, { endpoints, now }),
  ]);
  return [...onSlack, ...inTeams, ...(publicUrl === undefined ? [] : [publicUrl]), ...services];
}
