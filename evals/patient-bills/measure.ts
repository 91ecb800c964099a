import { fileURLToPath } from 'node:url';
import { readNotices } from '#connectors/reference-data/read-notices.ts';
import { LocalDate } from '#core/codes.ts';
import { faultsOfExplanation } from '#core/patient-bill/check-explanation.ts';
import { explainBill, type BillExplanation } from '#core/patient-bill/explain-bill.ts';
import type { Language } from '#core/reading-grade/count-text.ts';
import { seeded } from '../scorers/seeded.ts';
import { billCase, SITUATIONS, type BillCase } from './situations.ts';

export interface Explained {
  readonly bill: BillCase;
  readonly explanation: BillExplanation;
  /** What does not hold, each as a sentence; the bars of H3. */
  readonly faults: readonly string[];
}

const ON = LocalDate.parse('2026-11-20');
const NOTICES = fileURLToPath(new URL('../../starter/notices', import.meta.url));
/** What names care, a diagnosis or a place where only some care is given. */
const OF_CARE = /\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b|diagnos|surg|cirug|psych|psiqui|oncolog|cancer|cáncer|HIV|VIH|cardio|maternity/iu;

/** So many accounts, every situation in turn, from a seed. */
export function billCases(count: number, seed: number): readonly BillCase[] {
  const next = seeded(seed);
  const draw = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const names = Object.keys(SITUATIONS);
  return Array.from({ length: count }, (_, at) => billCase(names[at % names.length] ?? '', at, draw));
}

export function explained(bill: BillCase, language: Language): Explained {
  const { account, denied } = bill;
  const [told] = account.record.mayBeTold;
  if (told === undefined) throw new Error('the account says of nobody that they may be told');
  const explanation = explainBill(account, { told, language, care: [], denied, notices: readNotices(NOTICES), on: ON });
  return { bill, explanation, faults: [...faultsOfExplanation(explanation, account, denied), ...missed(bill, explanation)] };
}

function missed({ account: { record }, mustCarry }: BillCase, { notices, text }: BillExplanation): readonly string[] {
  const carried = notices.toSorted().join(' ');
  const others = [record.patient.last, record.patient.id, 'Abernathy', 'Wren'].filter((name) => text.includes(name));
  return [
    ...(carried === mustCarry.join(' ') ? [] : [`it carries ${carried}, and not ${mustCarry.join(' ')}`]),
    ...(OF_CARE.test(text.replaceAll(record.id, '')) ? ['it says what the care was'] : []),
    ...others.map(() => 'it holds a name or an id that is not of whoever is addressed'),
  ];
}
