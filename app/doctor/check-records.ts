import type { CheckUp } from '#agent/check-up-desk.ts';
import type { DeskStatus } from '#agent/desk.ts';
import { readHolder } from '#connectors/owner/holder.ts';
import { Failure } from '#core/errors.ts';
import { attach, type Attaching } from '../owner/attach.ts';
import type { Config } from '../settings/config.ts';
import { fails, look, ok, type Finding } from './finding.ts';

export interface Records {
  readonly findings: readonly Finding[];
  /** Whether a running Countersign answered, and not this process. */
  readonly served: boolean;
}

const MOST_NAMED = 5;
const MOST_OFF_MS = 5_000;
/** An edition that ends sooner is told of. */
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** The database and what is in it, as whoever keeps it says. Nothing is sent to anybody meanwhile: what is owed is left to others. */
export async function checkRecords(attaching: Omit<Attaching, 'command' | 'wake'>, now: () => number): Promise<Records> {
  const { config } = attaching;
  try {
    const attached = await attach({ ...attaching, command: 'countersign doctor', wake: async () => undefined });
    try {
      const [status, found] = [await attached.desk.status(), await attached.desk.checkUp()];
      return {
        served: !attached.owner,
        findings: [await keptBy(config, attached.owner), ...recordFindings({ status, found, config, now: now() })],
      };
    } finally {
      await attached.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { served: false, findings: [fails('Database', thrown.says)] };
  }
}

export interface Seen {
  readonly status: Pick<DeskStatus, 'database' | 'auditMode' | 'tenant'>;
  readonly found: CheckUp;
  readonly config: Pick<Config, 'slack' | 'teams' | 'demo'>;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

export function recordFindings({ status, found, config, now }: Seen): readonly Finding[] {
  return [databaseOf(status), clockOf(found), ...peopleOf(found, config), ...editionsOf(found, config, now)];
}

async function keptBy({ dataDir, servedDir, database }: Config, here: boolean): Promise<Finding> {
  if (here) return ok('Running', 'no Countersign answers for this data now: countersign start does');
  const holder = await readHolder('url' in database ? (servedDir ?? dataDir) : dataDir);
  return ok('Running', holder === undefined ? 'answers' : `${holder.command} (process ${holder.pid}) answers, since ${holder.startedAt}`);
}

function databaseOf({ database, auditMode, tenant }: Seen['status']): Finding {
  return ok(
    'Database',
    `${database === 'embedded' ? 'embedded' : 'PostgreSQL'} answers for ${tenant}; schema and login fit; ledger ${auditMode}`,
  );
}

function clockOf({ clockAheadMs }: CheckUp): Finding {
  const off = Math.abs(clockAheadMs);
  if (off <= MOST_OFF_MS) return ok('Clock', 'that of the database is that of this machine');
  const seconds = Math.round(off / 1_000);
  return fails(
    'Clock',
    `The database's clock is ${seconds} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this machine's. Have both keep time by NTP: what lapses, and who was first, goes by them.`,
  );
}

function peopleOf({ people, unlinked, understaffed, policy }: CheckUp, { slack, teams }: Seen['config']): readonly Finding[] {
  const registered =
    people === 0
      ? fails('People', 'Nobody is registered, so nobody may ask or decide. COUNTERSIGN_PEOPLE names the file of people and roles.')
      : ok('People', `${people} active`);
  return [
    registered,
    ...(slack === undefined ? [] : [linkedOf('Slack', unlinked.slack, people)]),
    ...(teams === undefined ? [] : [linkedOf('Teams', unlinked.teams, people)]),
    understaffed.length === 0
      ? ok('Policy', `${policy}: the people there are can decide whatever may be proposed`)
      : look('Policy', `${policy}: ${understaffed.join(' ')} Give somebody the role, or change the policy.`),
  ];
}

function linkedOf(surface: string, unlinked: readonly string[], people: number): Finding {
  const check = `${surface} people`;
  if (unlinked.length === 0) return ok(check, 'all are linked');
  const named = unlinked.slice(0, MOST_NAMED).join(', ');
  const more = unlinked.length > MOST_NAMED ? ` and ${unlinked.length - MOST_NAMED} more` : '';
  const says = `${unlinked.length} of ${people} cannot ask or decide in ${surface}: ${named}${more}. "countersign link <person>" makes a code for one; the people file may name identities.`;
  return unlinked.length === people ? fails(check, says) : look(check, says);
}

function editionsOf({ editions }: CheckUp, { demo }: Seen['config'], now: number): readonly Finding[] {
  const coded = editions.find(({ system }) => system === 'icd10cm');
  if (coded === undefined) {
    const says = 'No ICD-10-CM edition is in force today. Load one: countersign editions load icd10cm <file, folder or zip>.';
    return [demo ? look('Editions', `${says} The charts of the demo hospital are older, and have theirs.`) : fails('Editions', says)];
  }
  const all = editions.map(({ id }) => id).join(', ');
  const ends = Date.parse(coded.to) + DAY_MS - now;
  if (ends < SOON_DAYS * DAY_MS) return [look('Editions', `${all}. ${coded.id} ends on ${coded.to}: load the next one before.`)];
  if (coded.starter)
    return [look('Editions', `${all}: a starter of everyday codes. countersign editions load icd10cm brings the official list.`)];
  return [ok('Editions', all)];
}
