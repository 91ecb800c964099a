import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { editionsInForce } from '#app/editions/editions.ts';
import { importCharts } from '#app/import-charts.ts';
import { readPeople, registerPeople } from '#app/people/principals.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { starterDigest } from '#connectors/reference-data/read-starter.ts';
import { Chart } from '#core/chart/chart.ts';
import { TenantId, type Principal } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Store } from '#guardrails/unit.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Tool, ToolContext } from '#tools/define-tool.ts';
import { invoke, type Outcome } from '#tools/invoke.ts';
import { TOOLS } from '#tools/registry.ts';
import { versioned } from '../contracts/builders.ts';
import { subjectOver, type Subject } from '../contracts/subject.ts';
import { aChart } from './a-chart.ts';
import { databases } from './databases.ts';
import { starterSource } from './starter.ts';

const ROOT = new URL('../../', import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, ROOT));
const POLICY = 'guardrails/policy/baseline.yaml';
const PEOPLE = 'demo/principals.yaml';

/** Who is asked as: the demo hospital's person for a role, a second coder, one who left, the program and a client. */
const IDS = {
  coder: 'dana.reyes',
  mira: 'mira.solberg',
  lead: 'lee.okafor',
  cdi: 'nora.lindt',
  biller: 'sam.ferro',
  billingLead: 'victor.amadi',
  compliance: 'ines.halloran',
  adviser: 'omar.deane',
  gone: 'petra.vanhorn',
  agent: 'countersign-coder',
  client: 'mcp-client',
} as const;
export type Who = keyof typeof IDS;

export interface Hospital {
  readonly database: Database;
  readonly store: Store<SetUpUnit>;
  readonly tenant: TenantId;
  readonly policy: Policy;
  readonly person: (who: Who) => Principal;
  /** The context in which someone asks; an agent or a client asks for a person. */
  readonly as: (who: Who, onBehalfOf?: Who) => ToolContext;
  /** One call through the one door. */
  readonly ask: (who: Who, tool: string, input: unknown) => Promise<Outcome>;
  readonly askAs: (ctx: ToolContext, tool: string, input: unknown) => Promise<Outcome>;
  /** Another tenant of the same database, with nothing in it. */
  readonly elsewhere: TenantId;
  /** One statement past every policy, as the owner of the tables. */
  readonly asOwner: Subject['asOwner'];
  readonly close: () => Promise<void>;
}

/** What a person reads in a terminal of 80 columns. */
export function textOf({ blocks }: Pick<Outcome, 'blocks'>): string {
  return plainText(blocks);
}

/** The same on one line, for sentences that wrap. */
export function sentenceOf(outcome: Pick<Outcome, 'blocks'>): string {
  return textOf(outcome).replaceAll(/\s+/g, ' ').trim();
}

/** The result of a call that was answered. Throws what a refused one says. */
export function resultOf<T>(outcome: Outcome, schema: { readonly parse: (value: unknown) => T }): T {
  if (outcome.status === 'refused') throw new Error(`${outcome.tool} was refused: ${sentenceOf(outcome)}`);
  return schema.parse(outcome.result);
}

/** E-3001: a visit on a day for which no edition is there. */
export function aLateVisit(): Chart {
  const chart = aChart('outpatient', ['Assessment:\nCommunity acquired pneumonia.']);
  const day = '2026-11-03';
  const documents = chart.documents.map((document) => ({ ...document, id: 'D-3001-1', encounter: 'E-3001', date: day }));
  return Chart.parse({ ...chart, encounter: { id: 'E-3001', setting: 'outpatient', start: day, end: day }, documents });
}

/** A store with the demo's people, the starter edition in force and these demo encounters, on a new database. */
export async function openHospital(encounters: readonly string[], charts: readonly Chart[] = []): Promise<Hospital> {
  const [embedded] = await databases();
  if (embedded === undefined) throw new Error('there is no embedded database');
  return fill(await embedded.open(), encounters, charts);
}

/** The same in a database that is open already. */
export async function fill(database: Database, encounters: readonly string[], charts: readonly Chart[] = []): Promise<Hospital> {
  const tenant = TenantId.parse('demo-hospital');
  const { store, asOwner } = subjectOver(database);
  const people = readPeople({ file: PEOPLE, text: readFileSync(pathOf(PEOPLE), 'utf8') }, tenant);
  const policyText = readFileSync(pathOf(POLICY), 'utf8');
  const policy = readPolicy(policyText, POLICY);
  await store.within(tenant, async (unit) => {
    await adoptPolicy(unit, { policy, text: policyText }, { tenant, actor: 'countersign' });
    await registerPeople(unit, people, tenant);
    await putStarter(unit);
    for (const chart of charts) await unit.charts.put(versioned(chart));
  });
  for (const encounter of encounters) {
    const { refused } = await importCharts(store, tenant, pathOf(`demo/hospital/${encounter}`), {
      actor: 'countersign',
      channel: 'system',
    });
    if (refused.length > 0) throw new Error(`${encounter} was not taken whole: ${JSON.stringify(refused)}`);
  }
  const editions = editionsInForce();
  const person = (who: Who): Principal => {
    const found = people.find(({ id }) => id === IDS[who]);
    if (found === undefined) throw new Error(`${PEOPLE} does not have ${IDS[who]}`);
    return found;
  };
  const as = (who: Who, onBehalfOf?: Who): ToolContext => ({
    store,
    editions,
    actor: { tenant, principal: person(who), channel: 'terminal', ...(onBehalfOf && { onBehalfOf: person(onBehalfOf) }) },
  });
  const askAs = (ctx: ToolContext, name: string, input: unknown): Promise<Outcome> => invoke(toolNamed(name), input, ctx);
  const ask = (who: Who, name: string, input: unknown): Promise<Outcome> => askAs(as(who), name, input);
  return {
    database,
    store,
    tenant,
    policy,
    person,
    as,
    ask,
    askAs,
    asOwner,
    elsewhere: TenantId.parse('other-hospital'),
    close: () => database.close(),
  };
}

export function toolNamed(name: string): Tool {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  return tool;
}

async function putStarter({ editionRecords }: SetUpUnit): Promise<void> {
  const source = starterSource();
  const billable = source.codes.filter((row) => row.billable).length;
  const sha256 = starterDigest(pathOf('starter/icd10cm'));
  await editionRecords.put({ head: source.head, sha256, state: 'active', codes: source.codes.length, billable }, JSON.stringify(source));
}
