import { Chart } from '#core/chart/chart.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { putDenial, putTerms } from '../../tests/support/denied-claims.ts';
import { openHospital, resultOf, type Hospital } from '../../tests/support/hospital.ts';
import { NEED_CASES, type NeedCase } from './need-cases.ts';
import { reasonOf } from './reasons.ts';

export interface NeedAsked {
  readonly name: string;
  readonly wanted: string;
  readonly outcome: string;
  /** Words that the letter lacks, or should not have; empty where it says what it should. */
  readonly wrong: readonly string[];
}

const SERVICE = '2026-03-11';
const DAYS = { '-1': '2026-03-10', '0': SERVICE, '1': '2026-03-12' } as const;

/** Asks for the appeal of each case, as a biller does, and reads what came of it. */
export async function measureNeeds(): Promise<readonly NeedAsked[]> {
  const hospital = await openHospital(
    [],
    NEED_CASES.map((one, at) => chartOf(one, `E-${at + 1}`)),
  );
  try {
    await hospital.store.within(hospital.tenant, (unit) => putTerms(unit));
    const asked: NeedAsked[] = [];
    for (const [at, one] of NEED_CASES.entries()) asked.push(await askFor(one, at + 1, hospital));
    return asked;
  } finally {
    await hospital.close();
  }
}

function chartOf({ setting = 'outpatient', notes }: NeedCase, id: string): Chart {
  const documents = notes.map(({ by = 'provider', type = 'office-visit', title = 'Note', day = 0, text }, place) => ({
    id: `${id.replace('E', 'D')}-${place + 1}`,
    ...{ encounter: id, type, title, author: `${by} A`, role: by, status: 'final', date: DAYS[day], text },
    sha256: String(place).padStart(64, '0'),
  }));
  const encounter = { id, setting, start: DAYS['-1'], end: DAYS['1'] };
  return Chart.parse({
    encounter,
    patient: { id: `P-${id}`, sex: 'female' },
    documents,
    observations: [],
    claims: [],
    version: id.replace('E-', '').padStart(64, '0'),
  });
}

async function askFor(
  { name, code, diagnoses, kind = 'professional', outcome: wanted, quotes = [], never = [] }: NeedCase,
  at: number,
  hospital: Hospital,
): Promise<NeedAsked> {
  const line = {
    number: 1,
    code,
    modifiers: [],
    units: 1,
    chargeCents: 20_000,
    date: SERVICE,
    diagnoses: diagnoses.map((_, place) => place + 1),
  };
  const claim = { kind, diagnoses: [...diagnoses], from: SERVICE, to: SERVICE, lines: [line] };
  await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, `C-${at}`, `E-${at}`, { reason: 'CO-50', line: 1, claim }));
  const { letters, refused } = resultOf(await hospital.ask('biller', 'draft_appeal', { claim: `C-${at}` }), DraftedAppeal);
  const [drafted] = letters;
  if (drafted === undefined) {
    const says = refused.map(({ why }) => why).join(' ');
    return { name, wanted, outcome: reasonOf(says) ?? `unknown: ${says}`, wrong: [] };
  }
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(drafted.proposal));
  const [body = ''] = parsePayload('appeal.submit', found?.payload).letter.text.split('\n\nEnclosures');
  const lacks = quotes.filter((words) => !body.includes(words)).map((words) => `lacks ${words}`);
  return {
    name,
    wanted,
    outcome: 'letter',
    wrong: [...lacks, ...never.filter((words) => body.includes(words)).map((words) => `says ${words}`)],
  };
}
