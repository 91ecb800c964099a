import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import { toldReason } from '#core/remittance/told-code.ts';
import { appealInWords } from '../billing/appeal-told.ts';
import type { DenialTold } from './denial-told.ts';
import { besideBlocks, outcomeInWords, settledInWords } from './present-outcome.ts';

type Refusal = NonNullable<DenialTold['refusal']>;

export function presentDenial(told: DenialTold): Block[] {
  const { claim, payer, refusal, words, appeals } = told;
  return [
    { kind: 'title', text: headline(told) },
    ...(words.length === 0
      ? ([
          { kind: 'text', text: `No remittance says anything of ${claim} yet, so nothing is known of what ${payer} did.` },
        ] satisfies Block[])
      : [wordsTable(words)]),
    ...besideBlocks(told),
    ...(appeals.length === 0 ? [] : ([{ kind: 'title', text: 'Appeals' }] satisfies Block[])),
    ...list(appeals.map(appealInWords)),
    ...list(told.settled.map(settledInWords)),
    ...(refusal === undefined ? [] : refusalBlocks(refusal)),
  ];
}

function headline({ claim, payer, billedCents, words, refusal, repeats }: DenialTold): string {
  if (words.length === 0) return `${claim}: no answer from ${payer} yet`;
  if (refusal === undefined && repeats.length > 0) return `${claim}: ${payer} refused it only as a duplicate, and nothing is owed for that`;
  if (refusal === undefined) return `${claim}: ${payer} refused nothing of ${dollars(billedCents)}`;
  const what = `${payer} refused ${dollars(refusal.refusedCents)} of ${dollars(billedCents)} (${refusal.families.map(inWords).join(', ')})`;
  return `${claim}: ${what}${outcomeInWords(refusal)}`;
}

function wordsTable(words: DenialTold['words']): Block {
  return {
    kind: 'table',
    columns: ['Remittance', 'Date', 'Status', 'What it says', 'Paid', 'Patient'],
    rows: words.map(({ remittance, date, status, says, paidCents, patientCents, segment }) => [
      `${remittance} segment ${segment}`,
      date ?? 'no date',
      status,
      says,
      dollars(paidCents),
      dollars(patientCents),
    ]),
  };
}

function refusalBlocks(refusal: Refusal): Block[] {
  const { byGroup, reasons, notRefused, deadline, computation, history } = refusal;
  return [
    { kind: 'facts', rows: byGroup.map(({ group, amountCents, says }) => [`${group} ${dollars(amountCents)}`, says]) },
    ...[...alike(reasons).values()].flatMap((some) => reasonBlocks(some, deadline)),
    ...(notRefused.length === 0
      ? []
      : ([
          { kind: 'title', text: 'Taken off and no refusal' },
          {
            kind: 'list',
            items: takenOff(notRefused),
          },
        ] satisfies Block[])),
    { kind: 'title', text: lastDay(refusal) },
    { kind: 'list', items: computation },
    { kind: 'title', text: 'How other such refusals by this payer went' },
    { kind: 'list', items: history.map(historyLine) },
  ];
}

function lastDay({ deadline, level, went }: Refusal): string {
  if (deadline === 'none') return went === 'paid' || went === 'not-refused' ? 'Nothing is to be done' : 'Nothing is to be appealed now';
  return `Last day for ${level === undefined ? 'a first appeal' : `an appeal at the level ${level}`}: ${deadline}`;
}

/** Refusals of several lines under one code are told once. */
function alike(reasons: Refusal['reasons']): ReadonlyMap<string, Refusal['reasons']> {
  return Map.groupBy(reasons, ({ group, reason, remarks, advice }) =>
    [group, reason, advice.says, ...remarks.map(({ code }) => code)].join(' '),
  );
}

function reasonBlocks(reasons: Refusal['reasons'], deadline: string): Block[] {
  const [first] = reasons;
  if (first === undefined) return [];
  const { says, remarks, advice } = first;
  const cents = reasons.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const causes = new Map(reasons.flatMap((one) => one.causes.map((cause) => [cause.says, cause.shownBy] as const)));
  const segments = reasons.map(({ segment }) => segment).join(', ');
  return [
    { kind: 'title', text: `${toldReason(first)} on ${placesIn(reasons)}: ${dollars(cents)}` },
    { kind: 'text', text: `${says} (${reasons.length === 1 ? 'segment' : 'segments'} ${segments})` },
    ...list(remarks.map((one) => `Remark ${one.code}: ${one.says}`)),
    ...list([...causes].map(([cause, shownBy]) => (shownBy.length === 0 ? cause : `${cause} [${shownBy.join('; ')}]`))),
    ...(deadline === 'none' ? [] : ([{ kind: 'text', text: `What is usually done: ${advice.says}` }] satisfies Block[])),
  ];
}

function list(items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items: [...items] }];
}

/** `line 2 (93010)`, `lines 1 (0120), 2 (93306) and 3 (93005)`, `the claim` */
function placesIn(reasons: Refusal['reasons']): string {
  const places = reasons.map(({ line, code }) =>
    line === undefined ? (code ?? 'the claim') : `${line}${code === undefined ? '' : ` (${code})`}`,
  );
  const lines = reasons.every(({ line }) => line !== undefined);
  const last = places.pop() ?? '';
  return `${lines ? (places.length === 0 ? 'line ' : 'lines ') : ''}${places.length === 0 ? '' : `${places.join(', ')} and `}${last}`;
}

/** One line for each code, with what it comes to over the whole claim. */
function takenOff(all: Refusal['notRefused']): string[] {
  const byCode = Map.groupBy(all, toldReason);
  return [...byCode].map(([code, some]) => {
    const cents = some.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return `${code} ${dollars(cents)}: ${some[0]?.says ?? ''}`;
  });
}

function historyLine({ family, answered, won, recoveredCents }: Refusal['history'][number]): string {
  if (answered === 0) return `${inWords(family)}: no history, none was answered yet`;
  return `${inWords(family)}: ${won} of ${answered} answered went our way, ${dollars(recoveredCents)} paid after all`;
}

function inWords(family: string): string {
  return family.replaceAll('-', ' ');
}
