import { AccountRecord, type Account, type AccountEntry } from '#core/billing/account.ts';
import type { DeniedPart } from '#core/patient-bill/bill-parts.ts';

/** A made-up account with what a payer refused, and the notices that whoever wrote the situation says belong on it. */
export interface BillCase {
  readonly name: string;
  readonly account: Account;
  readonly denied: readonly DeniedPart[];
  readonly mustCarry: readonly string[];
}

/** Money of a situation in cents, drawn by the caller: whole amounts that need not be round. */
export type Draw = (from: number, to: number) => number;

interface Sketch {
  readonly entries: readonly Omit<AccountEntry, 'id' | 'says'>[];
  readonly record?: Partial<AccountRecord>;
  readonly denied?: readonly Pick<DeniedPart, 'amountCents' | 'appealed'>[];
  readonly notices?: readonly string[];
}

type Situation = (draw: Draw) => Sketch;

type Entry = Sketch['entries'][number];
const REMITTANCE = { id: 'R-7', segment: 31 };

const charge = (amountCents: number, owedBy: Entry['owedBy'] = 'insurance'): Entry => ({
  kind: 'charge',
  amountCents,
  owedBy,
  claim: 'C-1',
});
const paid = (amountCents: number): Entry => ({
  kind: 'insurance-payment',
  amountCents: -amountCents,
  owedBy: 'insurance',
  remittance: REMITTANCE,
});
const off = (amountCents: number, kind: Entry['kind'] = 'contractual'): Entry => ({
  kind,
  amountCents: -amountCents,
  owedBy: 'insurance',
  group: 'CO',
  reason: '45',
});
const share = (reason: string, amountCents: number): readonly Entry[] => [
  { kind: 'patient-share', amountCents: -amountCents, owedBy: 'insurance', group: 'PR', reason },
  { kind: 'patient-share', amountCents, owedBy: 'patient', group: 'PR', reason },
];
const yours = (kind: Entry['kind'], amountCents: number): Entry => ({ kind, amountCents, owedBy: 'patient' });
const OWES = ['hospital.payment-plan', '501r.financial-assistance'];

export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'a deductible': (draw) => {
    const [plan, cut, own] = [draw(1_000, 900_000), draw(1_000, 400_000), draw(500, 150_000)];
    return { entries: [charge(plan + cut + own), paid(plan), off(cut), ...share('1', own)], notices: OWES };
  },
  'deductible, coinsurance and copay, partly paid': (draw) => {
    const [plan, cut, a, b, c] = [draw(1, 900_000), draw(1, 400_000), draw(100, 90_000), draw(100, 60_000), draw(100, 5_000)];
    const entries = [charge(plan + cut + a + b + c), paid(plan), off(cut), ...share('1', a), ...share('2', b), ...share('3', c)];
    return { entries: [...entries, yours('patient-payment', -draw(1, a + b + c - 1))], notices: OWES };
  },
  'nothing heard from the plan': (draw) => ({ entries: [charge(draw(5_000, 2_000_000)), charge(draw(1, 9_999))] }),
  'paid in full by the plan': (draw) => {
    const [plan, cut] = [draw(1_000, 900_000), draw(1_000, 400_000)];
    return { entries: [charge(plan + cut), paid(plan), off(cut)] };
  },
  'refused whole': (draw) => {
    const all = draw(5_000, 2_000_000);
    return { entries: [charge(all)], denied: [{ amountCents: all, appealed: false }] };
  },
  'refused in part and appealed, the rest paid': (draw) => {
    const [plan, no, own] = [draw(1_000, 900_000), draw(1_000, 400_000), draw(500, 20_000)];
    return {
      entries: [charge(plan + no + own), paid(plan), ...share('2', own)],
      denied: [{ amountCents: no, appealed: true }],
      notices: OWES,
    };
  },
  'refused in part, the rest not answered': (draw) => {
    const [no, left] = [draw(1_000, 400_000), draw(500, 200_000)];
    return { entries: [charge(no), charge(left)], denied: [{ amountCents: no, appealed: false }] };
  },
  'refused and written off': (draw) => {
    const no = draw(1_000, 40_000);
    return { entries: [charge(no), off(no, 'write-off')], denied: [{ amountCents: no, appealed: false }] };
  },
  'not covered by the plan': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(500, 150_000)];
    return { entries: [charge(plan + own), paid(plan), ...share('96', own)], notices: [...OWES, 'plan.appeal'] };
  },
  'above what the plan allows, out of network': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(500, 150_000)];
    return {
      entries: [charge(plan + own), paid(plan), ...share('45', own)],
      record: { outOfNetworkAtInNetwork: true },
      notices: [...OWES, 'nsa.out-of-network'],
    };
  },
  'an emergency with a copay': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(500, 50_000)];
    return {
      entries: [charge(plan + own), paid(plan), ...share('3', own)],
      record: { emergency: true },
      notices: [...OWES, 'nsa.emergency'],
    };
  },
  'an emergency of two payers': (draw) => {
    const [first, second, cut, adjusted] = [draw(1_000, 900_000), draw(500, 50_000), draw(1, 80_000), draw(1, 5_000)];
    return {
      entries: [charge(first + second + cut + adjusted), paid(first), paid(second), off(cut), off(adjusted, 'payer-adjustment')],
      record: { emergency: true },
      notices: ['nsa.emergency'],
    };
  },
  'taken back and paid again': (draw) => {
    const [before, after, own] = [draw(1_000, 90_000), draw(1_000, 90_000), draw(500, 20_000)];
    const entries = [
      charge(after + own),
      paid(before),
      ...share('2', own),
      paid(-before),
      ...share('2', -own),
      paid(after),
      ...share('1', own),
    ];
    return { entries, notices: OWES };
  },
  'paid by the patient': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(500, 50_000)];
    return { entries: [charge(plan + own), paid(plan), ...share('2', own), yours('patient-payment', -own)] };
  },
  'paid too much': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(500, 50_000)];
    return { entries: [charge(plan + own), paid(plan), ...share('2', own), yours('patient-payment', -own - draw(1, 9_000))] };
  },
  'paid too much and paid back': (draw) => {
    const [plan, own, more] = [draw(1_000, 900_000), draw(500, 50_000), draw(1, 9_000)];
    const settled = [yours('patient-payment', -own - more), yours('refund', more)];
    return { entries: [charge(plan + own), paid(plan), ...share('2', own), ...settled] };
  },
  'taken off for hardship': (draw) => {
    const [plan, own] = [draw(1_000, 900_000), draw(50_000, 90_000)];
    return { entries: [charge(plan + own), paid(plan), ...share('1', own), yours('adjustment', -draw(1, 49_999))], notices: OWES };
  },
  'moved to the patient by hand': (draw) => {
    const all = draw(1_000, 90_000);
    const moved: readonly Entry[] = [{ kind: 'transfer', amountCents: -all, owedBy: 'insurance' }, yours('transfer', all)];
    return { entries: [charge(all), ...moved], notices: OWES };
  },
  'no plan, no estimate': (draw) => ({
    entries: [charge(draw(5_000, 900_000), 'patient')],
    record: { selfPay: true },
    notices: [...OWES, 'gfe.ask'],
  }),
  'no plan, $400 and more above the estimate': (draw) => {
    const estimateCents = draw(10_000, 500_000);
    return {
      entries: [charge(estimateCents + draw(40_000, 300_000), 'patient')],
      record: { selfPay: true, estimateCents },
      notices: [...OWES, 'gfe.dispute'],
    };
  },
  'no plan, one cent less than $400 above the estimate': (draw) => {
    const estimateCents = draw(10_000, 500_000);
    return { entries: [charge(estimateCents + 39_999, 'patient')], record: { selfPay: true, estimateCents }, notices: OWES };
  },
  'no plan, exactly $400 above the estimate, an emergency, and some of it paid': (draw) => {
    const estimateCents = draw(10_000, 500_000);
    return {
      entries: [charge(estimateCents + 40_000, 'patient'), yours('patient-payment', -draw(1, 9_999))],
      record: { selfPay: true, estimateCents, emergency: true },
      notices: [...OWES, 'gfe.dispute'],
    };
  },
};

const ALWAYS = ['hospital.itemised-bill', '1557.language-help'];
const PEOPLE = ['Ana Reyes', 'Okafor, Lee', 'María José Peña', 'Jo', "D'Arcy, Sinéad"];

/** A situation as an account, with amounts that `draw` draws. */
export function billCase(name: string, at: number, draw: Draw): BillCase {
  const sketch = SITUATIONS[name];
  if (sketch === undefined) throw new Error(`there is no situation "${name}"`);
  const { entries: kept, record, denied = [], notices = [] } = sketch(draw);
  const day = (place: number): string => `2026-0${1 + (at % 9)}-${String(1 + ((at + (place % 2)) % 27)).padStart(2, '0')}`;
  const entries = kept.map((entry, place) => ({ ...entry, id: `L-${place + 1}`, date: day(place), says: '' })) as AccountEntry[];
  const owed = (by: Entry['owedBy']): number => entries.reduce((sum, one) => sum + (one.owedBy === by ? one.amountCents : 0), 0);
  return {
    name,
    account: {
      record: recordOf(at, record),
      entries,
      chargesCents: entries.reduce((sum, one) => sum + (one.kind === 'charge' ? one.amountCents : 0), 0),
      insuranceOwesCents: owed('insurance'),
      patientOwesCents: owed('patient'),
    },
    denied: denied.map((one, place) => ({ ...one, claim: 'C-1', remittance: { id: 'R-7', segment: 40 + place } })),
    mustCarry: [...notices, ...ALWAYS].toSorted(),
  };
}

function recordOf(at: number, changed: Partial<AccountRecord> = {}): AccountRecord {
  const name = PEOPLE[at % PEOPLE.length] ?? 'Ana Reyes';
  return AccountRecord.parse({
    id: `A-${1_000 + at}`,
    patient: { id: `MRN-${at}`, last: 'Reyes', first: 'Ana' },
    language: at % 2 === 0 ? 'en' : 'es',
    mayBeTold: [
      { name, is: 'patient', scope: 'bill', channels: ['portal', 'letter'] },
      { name: 'Wren Abernathy', is: 'guarantor', scope: 'bill', channels: ['letter'] },
    ],
    posted: [],
    restrictions: [],
    selfPay: false,
    emergency: false,
    outOfNetworkAtInNetwork: false,
    contact: { phone: '555-0100', hours: 'Monday to Friday, 8 am to 5 pm' },
    ...changed,
  });
}
