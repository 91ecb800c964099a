import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import type { Actor, Channel, Principal, TenantId } from '#guardrails/actor.ts';
import { decide, type Decision, type DecisionRequest } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aChart } from '../contracts/builders.ts';
import type { Subject } from '../contracts/subject.ts';
import { holdBorne } from './borne-posting.ts';

const POLICY_FILE = resolve(import.meta.dirname, '..', '..', 'guardrails', 'policy', 'baseline.yaml');
export const POLICY_TEXT = readFileSync(POLICY_FILE, 'utf8');

export function policyFrom(text = POLICY_TEXT): { readonly policy: Policy; readonly text: string } {
  return { policy: readPolicy(text, POLICY_FILE), text };
}

export const person = (id: string, ...roles: string[]): Principal => ({ id, name: id, kind: 'person', roles, active: true });

export const PEOPLE = {
  dana: person('dana', 'coder'),
  mira: person('mira', 'coder'),
  lee: person('lee', 'coding-lead'),
  vic: person('vic', 'biller'),
  bea: person('bea', 'billing-lead'),
  ines: person('ines', 'compliance'),
  gone: { ...person('gone', 'coder'), active: false },
  agent: { id: 'countersign-coder', name: 'Coder', kind: 'agent', roles: ['coder'], active: true },
  client: { id: 'mcp-client', name: 'MCP', kind: 'client', roles: ['coder'], active: true },
} as const satisfies Readonly<Record<string, Principal>>;

const CHART = 'Acute on chronic systolic heart failure.';

/** One encounter, the people around it and the policy, in a tenant of its own: what every test of decisions starts from. */
export interface Case {
  readonly tenant: TenantId;
  readonly actor: (principal: Principal, onBehalfOf?: Principal, channel?: Channel) => Actor;
  readonly propose: (draft?: ProposalDraft, by?: Actor) => Promise<Proposal>;
  readonly decided: (request: DecisionRequest, by: Actor) => Promise<Decision>;
  /** `proposal.made countersign-coder`, in order. */
  readonly entries: (proposal: string) => Promise<readonly string[]>;
  readonly deliver: () => Promise<unknown>;
  /** How many effects there are in the world once what is owed was sent. */
  readonly effects: () => Promise<number>;
}

export async function openCase({ store, tenant: newTenant }: Subject): Promise<Case> {
  const tenant = newTenant();
  const folder = mkdtempSync(join(tmpdir(), 'effects-'));
  await store.within(tenant, async (unit) => {
    await adoptPolicy(unit, policyFrom(), { tenant, actor: 'countersign' });
    for (const one of Object.values(PEOPLE)) await setPrincipal(unit, one, tenant);
    await unit.charts.put(aChart('E-1', CHART));
  });
  const actor: Case['actor'] = (principal, onBehalfOf, channel = 'terminal') => ({
    tenant,
    principal,
    channel,
    ...(onBehalfOf && { onBehalfOf }),
  });
  const deliver = () => deliverOwed(store, tenant, [folderReceiver(folder)]);
  return {
    tenant,
    actor,
    propose: (draft = aCode(), by = actor(PEOPLE.agent, PEOPLE.dana)) => store.within(tenant, (unit) => holdBorne(unit, draft, by)),
    decided: (request, by) => store.within(tenant, (unit) => decide(unit, request, by)),
    entries: (proposal) =>
      store.within(tenant, async (unit) => (await unit.ledger.list({ proposal })).map(({ leaf }) => `${leaf.act} ${leaf.actor}`)),
    deliver,
    async effects() {
      await deliver();
      return readdirSync(folder).length;
    },
  };
}

/** A code on the encounter of the case. */
export function aCode(kind: 'code.accept' | 'code.add' = 'code.accept', code = 'I50.23', changes: object = {}): ProposalDraft {
  return ProposalDraft.parse({
    kind,
    encounter: 'E-1',
    subject: code,
    payload: {
      v: 1,
      encounter: 'E-1',
      patient: 'P-1',
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code,
      title: 'A title',
      rank: 'other',
      codingDate: '2026-03-14',
      evidence: [],
    },
    preview: [{ kind: 'title', text: code }],
    editions: ['icd10cm-2026-starter'],
    sources: [{ id: 'chart:E-1', version: aChart('E-1', CHART).version }],
    ...changes,
  });
}

/** Money that somebody wants taken off an account. What the account comes to, and so the card, `holdBorne` finds. */
export function aWriteOff(
  amountCents: number,
  kind: 'write-off.post' | 'adjustment.post' = 'write-off.post',
  account = 'ACC-7',
): ProposalDraft {
  return ProposalDraft.parse({
    kind,
    subject: account,
    payload: {
      v: 1,
      account,
      patient: 'P-1',
      date: '2026-03-20',
      amountCents,
      transactionCode: 'WO',
      reason: 'Small balance',
      ...(kind === 'adjustment.post' && { direction: 'credit' }),
    },
    preview: [{ kind: 'title', text: `${kind} ${amountCents}` }],
    editions: [],
    sources: [],
  });
}
