import type { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { AppealLevelName, EarlierAppeal } from '#core/appeals/appeal-road.ts';
import type { PayersWord } from '#core/billing/payers-word.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { carriedOut } from '#guardrails/effects/carried-out.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { vouchedOn, type Vouched } from '#guardrails/vouched.ts';
import type { Running } from '../define-tool.ts';

/** `waiting` for an approval, `approved` and not sent yet, `sent` and not answered, or `answered`. */
export type AppealState = 'waiting' | 'approved' | 'sent' | 'answered';

/** An appeal of a claim as it stands, by the sealed entries of the ledger. */
export interface FiledAppeal {
  readonly proposal: string;
  readonly level: AppealLevelName;
  readonly state: AppealState;
  /** The day since which it stands so: drafted, approved, sent, or the date of the answer. */
  readonly on: LocalDate;
  readonly approvedOn?: LocalDate;
  /** The last day that its letter was drafted for, or `unknown`. */
  readonly deadline: string;
  /** The remittance that answers it, or the payer's letter as somebody entered it. */
  readonly answer?: { readonly remittance: string } | AppealAnswer;
}

type Unit = Pick<Running['unit'], 'proposals' | 'ledger' | 'outbox' | 'principals' | 'policies' | 'billing'>;

/** Appeals of a claim that wait or were approved and not lost, oldest first. Throws Failure `altered` for one that the ledger does not bear out. */
export async function appealsOf(claim: string, words: readonly PayersWord[], unit: Unit): Promise<readonly FiledAppeal[]> {
  const vouched = await vouchedOn(unit, { kind: 'appeal.submit', subject: claim });
  if (vouched.length === 0) return [];
  const answers = await unit.billing.appeals.answersOf([claim]);
  const found: FiledAppeal[] = [];
  for (const one of vouched.toReversed()) found.push(await standing(one, words, answers, unit));
  return found;
}

async function standing(
  { proposal: { id, payload, createdAt }, approval }: Vouched,
  words: readonly PayersWord[],
  answers: readonly AppealAnswer[],
  unit: Unit,
): Promise<FiledAppeal> {
  const { level, deadline } = parsePayload('appeal.submit', payload);
  const appeal = { proposal: id, level, deadline };
  if (approval === undefined) return { ...appeal, state: 'waiting', on: dayOf(createdAt) };
  const approvedOn = dayOf(approval.at);
  const letter = await letterFor(id, answers, unit);
  const since = letter?.noticeDate ?? approvedOn;
  const word = words.find(({ state, date }) => state === 'posted' && date !== undefined && date > since);
  if (word?.date !== undefined && letter?.outcome !== 'upheld' && letter?.outcome !== 'partly')
    return { ...appeal, approvedOn, state: 'answered', on: word.date, answer: { remittance: word.remittance } };
  if (letter !== undefined) return { ...appeal, approvedOn, state: 'answered', on: letter.noticeDate, answer: letter };
  const sent = await carriedOut(unit, id);
  return sent === undefined
    ? { ...appeal, approvedOn, state: 'approved', on: approvedOn }
    : { ...appeal, approvedOn, state: 'sent', on: dayOf(sent.leaf.at) };
}

/** The answer that was entered. One that the ledger tells of is never told as absent. */
async function letterFor(id: string, answers: readonly AppealAnswer[], { ledger }: Unit): Promise<AppealAnswer | undefined> {
  const letter = answers.find(({ proposal }) => proposal === id);
  if (letter === undefined && (await ledger.list({ proposal: id, acts: ['appeal.answered'] })).length > 0)
    throw new Failure(
      'altered',
      `The answer to ${id} was taken out of the database and not by Countersign, so nothing rests on it. Tell your compliance officer, and enter it again.`,
    );
  return letter;
}

/** Those that were approved, as the level that is due asks for them. */
export function earlierAppeals(appeals: readonly FiledAppeal[]): readonly EarlierAppeal[] {
  return appeals.flatMap(({ proposal, level, state, on, approvedOn, answer }) => {
    if (state === 'waiting') return [];
    const outcome = answer !== undefined && 'outcome' in answer ? answer.outcome : undefined;
    return [{ proposal, level, approvedOn, answeredOn: state === 'answered' ? on : undefined, outcome }];
  });
}

function dayOf(moment: string): LocalDate {
  return LocalDate.parse(moment.slice(0, 10));
}
