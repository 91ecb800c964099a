import { join } from 'node:path';
import type { EditionSource } from '#core/terminology/edition-source.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Store } from '#guardrails/unit.ts';
import { importBilling } from '../billing/import-billing.ts';
import { importX12 } from '../billing/import-x12.ts';
import { takingBy } from '../billing/taking.ts';
import type { NamedText } from '../settings/config.ts';
import { importCharts } from '../import-charts.ts';
import { importPolicies } from '../import-policies.ts';
import { readPeople, registerPeople } from '../people/principals.ts';

/** The edition that ships: its digest at once, its content when it is needed. */
export interface Starter {
  readonly id: string;
  readonly sha256: string;
  readonly source: () => EditionSource;
}

export interface FirstStart {
  readonly store: Store<SetUpUnit>;
  readonly tenant: TenantId;
  /** The policy file. It comes into force where none is; afterwards only by a decision. */
  readonly policy: { readonly policy: Policy; readonly text: string; readonly given: boolean };
  readonly starter: Starter;
  readonly root: string;
  readonly demo: boolean;
  readonly people?: NamedText;
  readonly progress: (says: string) => void;
}

/** Brings people, the starter edition, the clauses of law that ship and, in an empty demo tenant, the demo hospital in. Doing it again changes nothing. */
export async function firstStart({ store, tenant, policy, starter, root, demo, people, progress }: FirstStart): Promise<void> {
  await adoptFirst(store, tenant, policy, progress);
  if (people !== undefined) {
    const register = readPeople(people, tenant);
    await store.within(tenant, (unit) => registerPeople(unit, register, tenant));
  }
  await registerStarter(store, tenant, starter);
  await importPolicies(store, tenant, join(root, 'starter', 'policies'), { actor: 'countersign', channel: 'system' });
  const empty = await store.within(tenant, async ({ charts }) => (await charts.list(1)).length === 0);
  if (!demo || !empty) return;
  progress('First start: loading the demo hospital …');
  await importPolicies(store, tenant, join(root, 'demo', 'policies'), { actor: 'countersign', channel: 'system' });
  const { imported, refused } = await importCharts(store, tenant, join(root, 'demo', 'hospital'), {
    actor: 'countersign',
    channel: 'system',
  });
  const documents = imported.reduce((sum, one) => sum + one.documents, 0);
  progress(
    `Demo hospital loaded: ${imported.length} encounters, ${documents} documents${refused.length > 0 ? `, ${refused.length} files refused` : ''}.`,
  );
  for (const { file, why } of refused) progress(`  ${file}: ${why}`);
  await loadDemoBilling(store, tenant, root, progress);
}

/** Claims, accounts and what the demo payers said. One of their files does not balance, as happens. */
async function loadDemoBilling(
  store: FirstStart['store'],
  tenant: TenantId,
  root: string,
  progress: FirstStart['progress'],
): Promise<void> {
  const taking = takingBy(store, tenant, { actor: 'countersign', channel: 'system' });
  const folder = join(root, 'demo', 'billing');
  const records = await importBilling(taking, join(folder, 'records'));
  const { taken, refused } = await importX12(taking, join(folder, 'remittances'));
  const posted = taken.filter(({ state }) => state === 'posted').length;
  progress(`Demo billing loaded: ${records.claims} claims, ${posted} remittances posted and ${taken.length - posted} quarantined.`);
  for (const { file, why } of [...records.refused, ...refused]) progress(`  ${file}: ${why}`);
}

/** There is no one to sign for the first policy: whoever installs the program chose it. Every later one takes a decision. */
async function adoptFirst(
  store: FirstStart['store'],
  tenant: TenantId,
  given: FirstStart['policy'],
  progress: FirstStart['progress'],
): Promise<void> {
  const version = await store.within(tenant, async (unit) => {
    await unit.lockWriters();
    const there = await unit.policies.inForce().catch((thrown: unknown) => {
      if (thrown instanceof Failure && thrown.code === 'not-found') return undefined;
      throw thrown;
    });
    if (there === undefined) await adoptPolicy(unit, given, { tenant, actor: 'countersign' });
    return there?.version ?? given.policy.version;
  });
  if (given.given && version !== given.policy.version)
    progress(
      `! The policy in force is ${version}, and the policy file says ${given.policy.version}. "countersign policy propose <file>" puts it up for a decision.`,
    );
}

/**
 * The starter edition is part of the program and comes into force with it: there is no one to sign before the first person
 * has signed in. It gives way to any official edition for the same days. A new release of the program brings its own.
 */
async function registerStarter(store: Store<SetUpUnit>, tenant: TenantId, starter: Starter): Promise<void> {
  await store.within(tenant, async (unit) => {
    // What was changed beside the program is brought anew, like what is missing.
    if (await isInForce(unit, starter)) return;
    const { sha256 } = starter;
    const source = starter.source();
    const billable = source.codes.filter((row) => row.billable).length;
    await unit.editionRecords.put(
      { head: source.head, sha256, state: 'active', codes: source.codes.length, billable },
      JSON.stringify(source),
    );
    await unit.ledger.append({
      tenant,
      act: 'edition.activated',
      actor: 'countersign',
      channel: 'system',
      about: { edition: `${source.head.id}@${sha256}` },
    });
  });
}

/** Not where it was changed beside the program: it is brought anew then, like one that is missing. */
async function isInForce({ editionRecords }: SetUpUnit, { id, sha256 }: Starter): Promise<boolean> {
  try {
    const there = await editionRecords.find(id);
    return there?.sha256 === sha256 && there.state === 'active' && (await editionRecords.content(id)) !== undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'altered') return false;
    throw thrown;
  }
}
