import { join } from 'node:path';
import type { Desk, ExportMade, LedgerExport, LedgerStory } from '#agent/desk.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { Failure } from '#core/errors.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import { auditEvent } from '#guardrails/audit/audit-event.ts';
import type { Selection } from '#guardrails/audit/export-lines.ts';
import type { About, Act, Entry } from '#guardrails/audit/ledger.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { ShownLedger, showLedger } from '#tools/show-ledger/tool.ts';
import type { Unit } from '#tools/unit.ts';
import type { Audit } from '../ledger/audit.ts';
import { writeNewFile } from '../ledger/export-leaves.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts extends Omit<ToolContext, 'actor'> {
  readonly tenant: TenantId;
  readonly audit: Audit;
  /** Where exports go that nobody named a folder for. */
  readonly exports: string;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

type LedgerDesk = Pick<Desk, 'verifyLedger' | 'checkpointLedger' | 'proveEntry' | 'showLedger' | 'exportLedger' | 'rotateLedgerKey'>;

const MOST_UNEXPLAINED = 20;

/** What may be asked of the ledger at the terminal. */
export function ledgerDesk(parts: Parts): LedgerDesk {
  const { audit, tenant, person, store } = parts;
  return {
    async verifyLedger() {
      const checked = await audit.verify();
      return { ...checked, unexplained: await store.within(tenant, ({ outbox }) => outbox.unexplained(MOST_UNEXPLAINED)) };
    },
    checkpointLedger: () => audit.checkpoint(),
    proveEntry: ({ index }) => audit.prove(index),
    async showLedger({ of, as }) {
      const { entries, ...found } = await readCase(parts, of, terminalActor(tenant, await person(as)));
      return {
        of: found.of,
        entries: entries.map(({ leaf, about, fault }) => ({ leaf, about, ...(fault !== undefined && { fault }) })),
      } satisfies LedgerStory;
    },
    exportLedger: async ({ as, ...wanted }) => exportLedger(parts, wanted, terminalActor(tenant, await person(as))),
    async rotateLedgerKey({ as }) {
      const actor = terminalActor(tenant, await person(as));
      await store.within(tenant, (unit) => mustBeAllowed(unit, actor, 'rotate_ledger_key', 'give the ledger a new key'));
      return audit.rotateKey(({ from, to }) => enter(parts, actor, 'ledger.key-rotated', { from, to }));
    },
  };
}

interface Case {
  /** The id that the hospital has for it. */
  readonly of: string;
  readonly kind: 'encounter' | 'proposal';
  readonly entries: readonly Entry[];
}

/** All entries of a case. They are asked for through the one door, so that a reading is allowed, and is an entry, like every other. */
async function readCase({ store, tenant, editions, notice }: Parts, typed: string, actor: Actor): Promise<Case> {
  const kind = /^p-\d+$/i.test(typed) ? 'proposal' : 'encounter';
  const outcome = await invoke(showLedger, { [kind]: typed }, { actor, store, editions, ...(notice !== undefined && { notice }) });
  if (outcome.status === 'refused') {
    const refusal = outcome.blocks.filter((block) => block.kind === 'note' && block.tone === 'warning');
    throw new Failure(outcome.failure, plainText(refusal).replace(/^! /, '').replaceAll(/\s+/g, ' ').trim());
  }
  const { of } = ShownLedger.parse(outcome.result);
  return { of, kind, entries: await store.within(tenant, ({ ledger }) => ledger.list({ [kind]: of })) };
}

async function exportLedger(parts: Parts, wanted: Omit<LedgerExport, 'as'>, actor: Actor): Promise<ExportMade> {
  const { audit, tenant, store, exports } = parts;
  const { case: typed, from, to, fhir = false, out = exports } = wanted;
  await store.within(tenant, (unit) => mustBeAllowed(unit, actor, 'export_ledger', 'export the ledger'));
  const found = typed === undefined ? undefined : await readCase(parts, typed, actor);
  if (fhir && found === undefined) throw new Failure('bad-input', 'FHIR AuditEvents are exported of one case. Name it with --case.');
  await enter(parts, actor, 'ledger.exported', {
    ...(found && { [found.kind]: found.of }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    form: fhir ? 'fhir' : 'leaves',
  });
  if (fhir && found !== undefined) return exportEvents(parts, found, out);
  const selection: Selection = found
    ? { of: 'entries', indexes: found.entries.map(({ leaf }) => leaf.index) }
    : from === undefined && to === undefined
      ? { of: 'all' }
      : { of: 'days', from, to };
  return audit.exportLeaves(selection, out);
}

async function exportEvents({ store, tenant }: Parts, { entries, kind, of }: Case, folder: string): Promise<ExportMade> {
  const { encounter, patient, size } = await store.within(tenant, async (unit) => {
    const encounter = kind === 'encounter' ? of : (await unit.proposals.find(of))?.encounter;
    const chart = encounter === undefined ? undefined : await unit.charts.find(encounter);
    return { encounter, patient: chart?.patient.id, size: (await unit.ledger.head()).size };
  });
  const lines = entries.map((entry) => `${JSON.stringify(auditEvent(entry, { encounter, patient }))}\n`);
  const { file, written } = await writeNewFile(folder, `audit-events-${size}.ndjson`, lines);
  return { file, entries: written, size };
}

/** One right for whatever looks into the ledger or speaks of it to others. */
async function mustBeAllowed({ policies }: Unit, actor: Actor, right: 'export_ledger' | 'rotate_ledger_key', what: string): Promise<void> {
  const policy = await policies.inForce();
  if (!mayUse(policy, right, actor))
    throw new Failure('not-allowed', `Your roles may not ${what}: it is for ${(policy.tools[right] ?? []).join(', ') || 'nobody'}.`);
}

async function enter({ store, tenant }: Parts, actor: Actor, act: Act, about: About): Promise<void> {
  await store.within(tenant, async ({ ledger, policies }) => {
    const { version: policy } = await policies.inForce();
    await ledger.append({ tenant, act, actor: actor.principal.id, channel: actor.channel, policy, about });
  });
}

export function exportsFolder(dataDir: string): string {
  return join(dataDir, 'exports');
}
