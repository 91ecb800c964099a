import { expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
import { anAct, aProposal, fillEverything } from './builders.ts';
import type { Subject } from './subject.ts';

/** What the program may do to each table. A right that is added here is a decision. */
const RIGHTS: Readonly<Record<string, string>> = {
  account: 'INSERT SELECT UPDATE',
  appeal_answer: 'INSERT SELECT UPDATE',
  billed_claim: 'INSERT SELECT UPDATE',
  case_handle: 'INSERT SELECT',
  chat_card: 'DELETE INSERT SELECT UPDATE(on_message) UPDATE(sending_as) UPDATE(sending_watched) UPDATE(shown_as) UPDATE(watched)',
  chat_channel:
    'INSERT SELECT UPDATE(digests) UPDATE(free_at) UPDATE(listed_by) UPDATE(phi) UPDATE(reference) UPDATE(seal) UPDATE(shared) UPDATE(spacing)',
  chat_feedback: 'INSERT SELECT UPDATE(given_at) UPDATE(good)',
  chat_inbox: 'DELETE INSERT SELECT UPDATE(done_at) UPDATE(due_at) UPDATE(event) UPDATE(seal) UPDATE(tries) UPDATE(why)',
  chat_message:
    'DELETE INSERT SELECT UPDATE(lost) UPDATE(message) UPDATE(posted) UPDATE(seal) UPDATE(sending) UPDATE(shown) UPDATE(stands) UPDATE(swept) UPDATE(tries) UPDATE(wanted) UPDATE(wanted_at)',
  chat_notice: 'DELETE INSERT SELECT',
  claim: 'DELETE INSERT SELECT',
  console_session: 'DELETE INSERT SELECT UPDATE(ended) UPDATE(seen_at)',
  conversation: 'INSERT SELECT UPDATE',
  document: 'DELETE INSERT SELECT',
  edition: 'INSERT SELECT UPDATE',
  encounter: 'INSERT SELECT UPDATE',
  identity: 'DELETE INSERT SELECT',
  ledger_entry: 'INSERT SELECT',
  ledger_head: 'INSERT(tenant) SELECT UPDATE(held)',
  ledger_hold: 'INSERT SELECT UPDATE(released_at) UPDATE(released_by)',
  ledger_node: 'SELECT',
  ledger_segment: 'SELECT',
  migration: 'SELECT',
  observation: 'DELETE INSERT SELECT',
  outbox:
    'INSERT SELECT UPDATE(attempts) UPDATE(claimed_at) UPDATE(claims) UPDATE(last_error) UPDATE(next_attempt_at) UPDATE(readings) UPDATE(receiver) UPDATE(says) UPDATE(settled_at) UPDATE(state)',
  passage: 'INSERT SELECT',
  payer_terms: 'INSERT SELECT UPDATE',
  policy: 'INSERT SELECT',
  policy_clause: 'INSERT SELECT',
  policy_document: 'INSERT SELECT',
  principal: 'INSERT SELECT UPDATE',
  proposal:
    'INSERT SELECT UPDATE(decided_at) UPDATE(decided_by) UPDATE(escalated_by) UPDATE(note) UPDATE(reason) UPDATE(replaced_by) UPDATE(state)',
  remittance: 'INSERT SELECT UPDATE(imported_at) UPDATE(seal) UPDATE(state) UPDATE(tail) UPDATE(version)',
  remittance_names: 'INSERT SELECT',
  remitted_claim: 'DELETE INSERT SELECT UPDATE(match_seal) UPDATE(matched) UPDATE(matched_by) UPDATE(why_not)',
  sign_in_code: 'DELETE INSERT SELECT UPDATE(confirmed_by) UPDATE(seal) UPDATE(used) UPDATE(wrong)',
  sign_in_try: 'DELETE INSERT SELECT',
  trace: 'INSERT SELECT',
};
const NO_TENANT_KEPT = ['migration'];
const TABLES = Object.keys(RIGHTS).filter((table) => !NO_TENANT_KEPT.includes(table));

export function tenancyContract(subject: () => Subject): void {
  test('every table that a tenant has rows in shows none of them to another tenant, nor where no tenant is set', async () => {
    const { store, tenant, asApp, asOwner } = subject();
    const [mine, other] = [tenant(), tenant()];
    await store.within(mine, (unit) => fillEverything(unit, mine));
    await store.within(mine, ({ holds }) => holds.place({ reason: 'An inquiry', by: 'ines.halloran' }));
    const segment = `insert into ledger_segment (tenant, index, root, last_leaf, path) values ($1, 0, sha256(''), '{}', array_fill(sha256(''), '{12}'))`;
    await asOwner(segment, [mine]);

    for (const table of TABLES) {
      const count = async (seenBy: TenantId | undefined) =>
        (await asApp<{ n: number }>(seenBy, `select count(*)::int as n from ${table}`))[0]?.n;
      expect([table, (await count(mine)) ?? 0, await count(other), await count(undefined)]).toEqual([table, expect.any(Number), 0, 0]);
      expect([table, await count(mine)]).not.toEqual([table, 0]);
    }
  });

  test('every table is bound to its tenant even for its owner', async () => {
    const rows = await subject().asOwner<{ name: string; bound: boolean }>(
      `select relname as name, relrowsecurity and relforcerowsecurity and exists (
         select from pg_policy where polrelid = c.oid) as bound
       from pg_class c where relnamespace = 'countersign'::regnamespace and relkind in ('r', 'p') order by relname`,
    );

    expect(rows.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(TABLES);
    expect(rows.filter(({ bound }) => !bound).map(({ name }) => name)).toEqual(NO_TENANT_KEPT);
  });

  test('the program has exactly the rights that are written down here', async () => {
    const rows = await subject().asOwner<{ name: string; rights: string }>(
      `select name, string_agg(distinct r, ' ' order by r) as rights from (
         select table_name as name, privilege_type as r from information_schema.role_table_grants
         where grantee = 'countersign_app' and table_schema = 'countersign'
         union all
         select c.table_name, c.privilege_type || '(' || c.column_name || ')' from information_schema.role_column_grants c
         where c.grantee = 'countersign_app' and c.table_schema = 'countersign' and not exists (
           select from information_schema.role_table_grants t where t.grantee = c.grantee and t.table_schema = c.table_schema
             and t.table_name = c.table_name and t.privilege_type = c.privilege_type)
       ) granted group by name order by name`,
    );

    expect(Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))).toEqual(RIGHTS);
  });

  test('refuses a row that is written for another tenant', async () => {
    const { store, tenant, asApp } = subject();
    const [mine, other] = [tenant(), tenant()];

    await expect(asApp(mine, `insert into conversation (tenant, id) values ('${other}', 'talk')`)).rejects.toMatchObject({ code: '42501' });
    await expect(store.within(mine, (unit) => unit.proposals.make(aProposal(other)))).rejects.toMatchObject({ code: 'broken-promise' });
    await expect(store.within(mine, (unit) => unit.ledger.append(anAct(other)))).rejects.toMatchObject({ code: 'broken-promise' });
  });

  test('refuses a name that is no tenant', async () => {
    await expect(subject().store.within('' as TenantId, async () => 'reached')).rejects.toThrow('Invalid string');
  });
}
