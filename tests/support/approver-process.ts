import { readFileSync } from 'node:fs';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { decide } from '#guardrails/approvals.ts';
import { sealer } from '#guardrails/audit/seal.ts';
import { signer } from '#guardrails/audit/signed-note.ts';
import { approverNames, verdictOf } from './approvers.ts';

/**
 * One of two processes in which people decide the same proposals at once. It is sent a proposal and a round, has its half of the people
 * decide it all at once, and answers with how many of them were told that they had decided.
 */
const [url = '', tenantName = '', keyFile = '', half = '0'] = process.argv.slice(2);
const tenant = TenantId.parse(tenantName);
const keys = { current: signer('countersign/test', readFileSync(keyFile, 'utf8')), retired: [] };
const database = await openDatabase({ url });
const store = postgresStore(database, { salt: () => 'salt', sealer: sealer(() => Promise.resolve(keys)) });
const people = approverNames().filter((_, at) => at % 2 === Number(half));

process.on('message', (message: { readonly round: number; readonly proposal: string } | 'end') => {
  void (message === 'end' ? end() : answer(message));
});
process.send?.('ready');

async function answer({ round, proposal }: { readonly round: number; readonly proposal: string }): Promise<void> {
  const decisions = people.map((name) => {
    const principal = { id: name, name, kind: 'person' as const, roles: ['coder'], active: true };
    const verdict = verdictOf(round, name);
    const request = { proposal, verdict, ...(verdict === 'rejected' && { reason: 'not-supported' }) };
    return store.within(tenant, (unit) => decide(unit, request, { tenant, principal, channel: 'terminal' }));
  });
  const settled = await Promise.all(decisions);
  const decided = settled.filter(({ status }) => status === 'decided').length;
  const told = settled.filter((one) => one.status === 'refused' && one.failure === 'already-decided').length;
  process.send?.({ round, decided, told });
}

async function end(): Promise<void> {
  await database.close();
  process.disconnect();
}
