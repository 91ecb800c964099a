import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicyFile } from '#connectors/policy-in/read-policy-file.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { Chart } from '#core/chart/chart.ts';
import type { RemittedClaim } from '#core/remittance/remittance.ts';
import type { Unit } from '#tools/unit.ts';
import { digest } from '#guardrails/audit/canonical-json.ts';
import { aBilledClaim, aHead, aPolicyDocument, aRemittance, ofClaim, someTerms } from './billing.ts';

interface Denying {
  /** `CO-97`, with the remarks beside it. */
  readonly reason: string;
  readonly remarks?: readonly string[];
  readonly claim?: Partial<Record<keyof Claim, unknown>>;
  readonly remitted?: Partial<Record<keyof RemittedClaim, unknown>>;
  readonly date?: string;
  /** The line or lines of the claim that are denied; without it, the claim as a whole. */
  readonly line?: number | readonly number[];
}

/** What a payer says of a claim that it denies, in whole or in one line. */
export function denying(
  claim: Claim,
  { reason, remarks = [], remitted = {}, line }: Denying,
): Partial<Record<keyof RemittedClaim, unknown>> {
  const [group = '', code = ''] = reason.split('-');
  const numbers = new Set(typeof line === 'number' ? [line] : (line ?? []));
  const refused = claim.lines.filter(({ number }) => numbers.has(number)).reduce((sum, { chargeCents }) => sum + chargeCents, 0);
  const adjustment = (amountCents: number) => ({ group, reason: code, amountCents });
  const paidCents = line === undefined ? 0 : claim.totalCents - refused;
  const lines = claim.lines.map(({ number, code: billed, revenue = '', modifiers, chargeCents, date }) => ({
    ...{ qualifier: billed === undefined ? 'NU' : 'HC', code: billed ?? revenue, modifiers, billedCents: chargeCents, from: date },
    ...{ balanced: true, segment: 20 + number, control: String(number) },
    paidCents: numbers.has(number) ? 0 : chargeCents,
    adjustments: numbers.has(number) ? [adjustment(chargeCents)] : [],
    remarks: numbers.has(number) ? remarks : [],
  }));
  return {
    ...{
      status: paidCents === 0 ? '4' : '1',
      billedCents: claim.totalCents,
      paidCents,
      adjustments: line === undefined ? [adjustment(claim.totalCents)] : [],
    },
    remarks: line === undefined ? remarks : [],
    lines: line === undefined ? [] : lines,
    ...remitted,
  };
}

/** Writes a claim of an encounter, and the remittance that denies it. Returns the claim. */
export async function putDenial(unit: Pick<Unit, 'billing' | 'charts'>, id: string, encounter: string, denial: Denying): Promise<Claim> {
  const chart = await unit.charts.find(encounter);
  const claim = aClaimOf(id, chart, denial.claim);
  await unit.billing.claims.put(claim);
  const date = denial.date ?? '2026-06-01';
  await aRemittance(unit.billing, [ofClaim(id, denying(claim, denial), claim.totalCents)], {
    head: aHead({ date, trace: `EFT-${id}`, payer: { id: claim.payer.id, name: claim.payer.name } }),
    sha256: digest({ id, date }),
  });
  return claim;
}

function aClaimOf(id: string, chart: Chart | undefined, changes: Denying['claim'] = {}): Claim {
  const from = chart?.encounter.start ?? '2026-03-09';
  const to = chart?.encounter.end ?? from;
  const diagnoses = chart?.claims[0]?.diagnoses ?? ['I50.23'];
  return aBilledClaim(id, {
    ...{ encounter: chart?.encounter.id, from, to, diagnoses, filedOn: '2026-04-01', acknowledgedOn: '2026-04-03' },
    patient: { id: chart?.patient.id ?? 'P-1', last: 'Testa', first: 'Marguerite' },
    lines: [{ number: 1, code: '99223', modifiers: [], units: 1, chargeCents: 20_000, date: from, diagnoses: [1] }],
    ...changes,
  });
}

/** Two services of one day: the second bears these modifiers. */
export function twoLines(day: string, modifiers: readonly string[], codes: readonly [string, string] = ['11042', '11102']) {
  const line = { units: 1, date: day, diagnoses: [1] };
  return {
    lines: [
      { ...line, number: 1, code: codes[0], modifiers: [], chargeCents: 30_000 },
      { ...line, number: 2, code: codes[1], modifiers: [...modifiers], chargeCents: 12_000 },
    ],
    totalCents: 42_000,
  };
}

export async function putTerms(unit: Pick<Unit, 'billing'>, changes: Partial<Record<keyof PayerTerms, unknown>> = {}): Promise<void> {
  await unit.billing.terms.put(
    someTerms('60001', {
      appeal: { days: 3650, countsFrom: 'notice' },
      levels: ['first', 'second'],
      filingDays: 90,
      appealsTo: ['Provider appeals', 'PO Box 100', 'Fernwood, OH 43000'],
      ...changes,
    }),
  );
}

/** A clause of the payer that names a service by its code. */
export async function putClause(unit: Pick<Unit, 'billing'>, text: string): Promise<void> {
  await unit.billing.library.put(
    aPolicyDocument('blue-fern-policy', text, { clauses: [{ id: 'blue-fern-policy/4.2', heading: '4.2 Hospital visits', text }] }),
  );
}

/** The clauses of law that ship. */
export async function putLaw(unit: Pick<Unit, 'billing'>): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', 'starter', 'policies');
  for (const name of readdirSync(folder).toSorted()) await unit.billing.library.put(readPolicyFile(name, readFileSync(join(folder, name))));
}

/** Three lines of one day, $13,100.00 together: room and board by its revenue code, and two services. */
export function threeLines(day: string) {
  const line = { units: 1, modifiers: [], date: day, diagnoses: [1] };
  return {
    lines: [
      { ...line, number: 1, revenue: '0120', units: 4, chargeCents: 1_200_000 },
      { ...line, number: 2, code: '93306', chargeCents: 80_000 },
      { ...line, number: 3, code: '71046', modifiers: ['26'], chargeCents: 30_000 },
    ],
    totalCents: 1_310_000,
  };
}
