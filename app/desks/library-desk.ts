import type { LibraryAnswer, LibraryAsked, LibraryDesk } from '#agent/library-desk.ts';
import type { Block } from '#core/answer/block.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { PolicyDocument } from '#core/policy-library/clause.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { findPolicy } from '#tools/find-policy/tool.ts';
import type { Unit } from '#tools/unit.ts';
import { importPolicies, type PoliciesImported } from '../import-policies.ts';
import { letterSheet, refusal } from '../letter-sheet.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts extends Omit<ToolContext, 'actor'> {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly config: { readonly letterhead?: readonly string[] };
  readonly sweep: () => Promise<void>;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** The policy library, and letters as they are laid out. What is read goes through the one door. */
export function libraryDesk({ store, editions, tenant, config, sweep, person }: Parts): LibraryDesk {
  const contextFor = async (as: string | undefined): Promise<ToolContext> => ({
    actor: terminalActor(tenant, await person(as)),
    store,
    editions,
  });
  return {
    async library({ as, ...asked }) {
      const context = await contextFor(as);
      if (asked.act === 'import') return imported(asked, context);
      if (asked.act === 'show') return shown(asked, context);
      await must('find_policy', context);
      return { blocks: listed(await store.within(tenant, ({ billing }) => billing.library.list())), refused: 0 };
    },
    async letter({ proposal, packet = false, as }) {
      const context = await contextFor(as);
      await sweep();
      return letterSheet({ proposal, packet, letterhead: config.letterhead }, context);
    },
  };
}

async function must(right: string, { store, actor }: ToolContext): Promise<void> {
  const policy = await store.within(actor.tenant, ({ policies }) => policies.inForce());
  if (!mayUse(policy, right, actor))
    throw new Failure(
      'not-allowed',
      `Your roles may not do this with the policy library (${right}). Policy ${policy.version} says who may.`,
    );
}

async function imported({ path }: Extract<LibraryAsked, { readonly act: 'import' }>, context: ToolContext): Promise<LibraryAnswer> {
  await must('import_policies', context);
  const { store, actor } = context;
  const report = await importPolicies(store, actor.tenant, path, { actor: actor.principal.id, channel: actor.channel });
  return { blocks: reportBlocks(report), refused: report.refused.length };
}

function reportBlocks({ imported: taken, unchanged, refused }: PoliciesImported): Block[] {
  const table: Block = {
    kind: 'table',
    columns: ['Document', 'From', 'Clauses', 'Title'],
    rows: taken.map(({ id, from, clauses, title }) => [id, from, String(clauses.length), title]),
  };
  return [
    { kind: 'title', text: `${taken.length} brought in, ${unchanged} unchanged, ${refused.length} refused` },
    ...(taken.length === 0 ? [] : [table]),
    ...(refused.length === 0 ? [] : ([{ kind: 'list', items: refused.map(({ why }) => why) }] satisfies Block[])),
  ];
}

async function shown({ id, on }: Extract<LibraryAsked, { readonly act: 'show' }>, context: ToolContext): Promise<LibraryAnswer> {
  if (id.includes('/')) {
    const outcome = await invoke(findPolicy, { clause: id, ...(on !== undefined && { on }) }, context);
    if (outcome.status === 'refused') throw refusal(outcome.failure, outcome.blocks);
    return { blocks: outcome.blocks, refused: 0 };
  }
  await must('find_policy', context);
  const day = on === undefined ? undefined : dayOf(on);
  const all = await context.store.within(context.actor.tenant, ({ billing }) => billing.library.list());
  const document = all.findLast(
    (one) => one.id === id && (day === undefined || (one.from <= day && (one.until === undefined || day <= one.until))),
  );
  if (document === undefined)
    throw new Failure(
      'not-found',
      `There is no document ${id} in the policy library${on === undefined ? '' : ` in force on ${on}`}. "countersign library list" lists them.`,
    );
  return { blocks: documentBlocks(document), refused: 0 };
}

function dayOf(on: string): LocalDate {
  const day = LocalDate.safeParse(on);
  if (day.success) return day.data;
  throw new Failure('bad-input', 'A day is written as 2026-03-14.');
}

function documentBlocks({ id, title, publisher, source, from, until, payer, summary, clauses }: PolicyDocument): Block[] {
  return [
    { kind: 'title', text: title },
    {
      kind: 'facts',
      rows: [
        ['Document', id],
        ['Publisher', publisher],
        ['Source', source],
        ['In force', until === undefined ? `from ${from}` : `${from} to ${until}`],
        ['Payer', payer ?? 'none: public law'],
        ['Words', summary === true ? 'a summary in our own words, not to be quoted' : 'to the letter'],
      ],
    },
    ...clauses.map((clause): Block => ({ kind: 'text', text: `${clause.id}  ${clause.heading}\n${clause.text}` })),
  ];
}

function listed(documents: readonly PolicyDocument[]): Block[] {
  if (documents.length === 0)
    return [{ kind: 'text', text: 'The policy library is empty. "countersign library import <file or folder>" brings policies in.' }];
  return [
    {
      kind: 'table',
      columns: ['Document', 'From', 'Until', 'Payer', 'Clauses', 'Title'],
      rows: documents.map(({ id, from, until, payer, clauses, title }) => [
        id,
        from,
        until ?? '',
        payer ?? 'law',
        String(clauses.length),
        title,
      ]),
    },
  ];
}
