import { createHash } from 'node:crypto';
import { Chart } from '#core/chart/chart.ts';
import { Trace } from '#core/coder/trace.ts';
import { chartVersion } from '#guardrails/chart-version.ts';
import { EditionHead } from '#core/terminology/edition-source.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { ActDraft } from '#guardrails/audit/ledger.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { proposalDigest, ProposalDraft, type Proposals } from '#guardrails/proposal.ts';
import { askForCode, confirmSignIn } from '#guardrails/sign-in/sign-in.ts';
import { openSession } from '#guardrails/sign-in/session.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { EditionRecord } from '#tools/unit.ts';
import { aBilledClaim, anAccount, anAppealAnswer, aPolicyDocument, aRemittance, ofClaim, someTerms } from '../support/billing.ts';
import { aCard, aMessage, aSaid, idOf } from '../support/stored-chat.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A chart whose only documents are these texts: `aChart('E-1', 'Acute renal failure.')` has document `D-1-1`. */
export function aChart(encounter: string, ...texts: string[]): Chart {
  const parts = {
    encounter: { id: encounter, setting: 'inpatient', start: '2026-03-09', end: '2026-03-14', reason: 'Shortness of breath' },
    patient: { id: 'P-1', name: 'Testa, Marguerite', sex: 'female', birthDate: '1948-05-02' },
    documents: texts.map((text, at) => ({
      id: `D-${encounter.slice(2)}-${at + 1}`,
      encounter,
      type: 'progress-note',
      title: 'Progress Note',
      author: 'Priya Raman, MD',
      role: 'provider',
      status: 'final',
      date: '2026-03-10',
      sha256: sha256(text),
      text,
    })),
    observations: [{ id: 'O-1', name: 'Creatinine', value: '2.4', unit: 'mg/dL', date: '2026-03-10', flag: 'H' }],
    claims: [{ id: 'C-1', payer: 'Blue Fern Health', diagnoses: ['I50.23', 'N17.9'], procedures: ['99223'] }],
    version: '0'.repeat(64),
  };
  return versioned(Chart.parse(parts));
}

/** The chart under the version of what it now holds. */
export function versioned(chart: Chart): Chart {
  return { ...chart, version: chartVersion(chart) };
}

export type Wanted = Parameters<Proposals['make']>[0];

export function aProposal(tenant: TenantId, changes: Partial<ProposalDraft> = {}): Wanted {
  const draft = ProposalDraft.parse({
    kind: 'code.accept',
    encounter: 'E-1',
    subject: 'I50.23',
    payload: { code: 'I50.23', rank: 'principal' },
    preview: [{ kind: 'title', text: 'Accept I50.23 on E-1' }],
    editions: ['icd10cm-2026-starter'],
    sources: [{ id: 'chart:E-1', version: 'a'.repeat(64) }],
    ...changes,
  });
  return { ...draft, tenant, digest: proposalDigest(draft, 'baseline@1'), policy: 'baseline@1', maker: 'agent', expiresInHours: 24 };
}

export function anAct(tenant: TenantId, changes: Partial<ActDraft> = {}): ActDraft {
  return { tenant, act: 'tool.read', actor: 'dana', channel: 'terminal', tool: 'search_chart', about: { encounter: 'E-1' }, ...changes };
}

export function anEdition(id: string, changes: Partial<Omit<EditionRecord, 'head' | 'loadedAt'>> & { starter?: boolean } = {}) {
  const { starter = false, ...rest } = changes;
  const head = EditionHead.parse({ id, system: 'icd10cm', name: id, from: '2025-10-01', to: '2026-09-30', starter, source: 'a test' });
  return { head, sha256: sha256(id), state: 'loaded' as const, codes: 3, billable: 2, ...rest };
}

export function aTrace(encounter: string): Trace {
  return Trace.parse({
    v: 1,
    coder: 'coder-1',
    edition: { id: 'icd10cm-2026-starter', name: 'Starter', starter: true, sha256: sha256('starter') },
    input: { encounter, setting: 'inpatient', sex: 'female', codingDate: '2026-03-14', documents: [] },
    skipped: [],
    mentions: [],
    steps: [{ stage: 'read', rule: 'read.none', says: 'There was nothing to read.', outcome: 'noted' }],
    suggestions: [],
    abstentions: [],
  });
}

/** A row in every table, so that nothing can be forgotten when tenants are compared. */
export async function fillEverything(unit: SetUpUnit, tenant: TenantId): Promise<void> {
  const identities = [{ at: 'slack' as const, id: 'U1' }];
  await setPrincipal(unit, { id: 'dana', name: 'Dana Reyes', kind: 'person', roles: ['coder'], active: true, identities }, tenant);
  await unit.policies.keep({ version: 'baseline@1' } as Policy, 'name: baseline');
  await unit.charts.put(aChart('E-1', 'Acute on chronic systolic heart failure.'));
  await unit.traces.put('T-1', 'E-1', aTrace('E-1'));
  await unit.editionRecords.put(anEdition('icd10cm-2026-starter', { state: 'active', starter: true }), '{}');
  await unit.conversations.remember('talk', { encounter: 'E-1', code: 'I50.23' });
  const { proposal } = await unit.proposals.make(aProposal(tenant));
  await unit.proposals.decide({ id: proposal.id, digest: proposal.digest, verdict: 'approved', by: 'dana' });
  await unit.outbox.owe({ proposal: proposal.id, kind: proposal.kind, payload: proposal.payload, digest: proposal.digest });
  await unit.ledger.append(anAct(tenant));
  await unit.ledger.append(anAct(tenant, { act: 'proposal.approved', proposal: proposal.id }));
  await unit.inbox.accept([aSaid('k1')]);
  await unit.messages.put(aMessage('a', { cards: [aCard('c', proposal.id, proposal.digest)] }));
  await unit.handles.of('E-1');
  await unit.feedback.put({ message: idOf('a'), by: 'dana', good: true });
  await unit.notices.told('dana', ['P-1 waits'], '2026-11-21T12:00:00.000Z');
  await askForCode(unit, { secret: 'of a browser', seenAs: 'Firefox' });
  await confirmSignIn(
    unit,
    { code: 'NONE-0000' },
    { tenant, principal: { id: 'dana', name: 'Dana Reyes', kind: 'person', roles: ['coder'], active: true }, channel: 'terminal' },
  );
  await openSession(unit, 'dana');
  await unit.billing.claims.put(aBilledClaim('C-88'));
  await unit.billing.accounts.put(anAccount('A-88'));
  await unit.billing.library.put(aPolicyDocument('policy', 'Within a month.'));
  await unit.billing.terms.put(someTerms('60001'));
  await aRemittance(unit.billing, [ofClaim('C-88')]);
  await unit.billing.appeals.answer(anAppealAnswer(proposal.id));
}
