import { answersSince, noticeContested, promisedCents, type AppealAnswer } from '#core/appeals/appeal-answer.ts';
import { appealRoad, TIME_ENDED, type AppealLevelName, type AppealRoad } from '#core/appeals/appeal-road.ts';
import { deniedAmounts, type DenialOfFamily } from '#core/appeals/denied-amounts.ts';
import { enclosuresOf } from '#core/appeals/letter/enclosures-of.ts';
import type { Remitted } from '#core/appeals/letter/letter-records.ts';
import { careOfLetter, letterCard } from '#core/appeals/letter-card.ts';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import type { AppealGround, AppealLetter } from '#core/appeals/letter/letter.ts';
import { saysWorded, wordLetter } from '#core/appeals/letter/wording/word-letter.ts';
import { writeLetter } from '#core/appeals/letter/write-letter.ts';
import { firstRefusal } from '#core/billing/first-refusal.ts';
import type { Refusing } from '#core/billing/refused-parts.ts';
import type { Claim } from '#core/billing/claim.ts';
import { LocalDate, type Icd10Cm } from '#core/codes.ts';
import { refusingBy } from '#core/denials/outcome.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { ProposalDraft, type SourceVersion } from '#guardrails/proposal.ts';
import type { Refused, Running } from '../define-tool.ts';
import type { RemittedRecord } from '../billing/records.ts';
import { lettersIn } from '../billing/appeal-due.ts';
import { earlierAppeals } from '../billing/appeals-of.ts';
import { chooseGround } from './choose-ground.ts';
import { claimNamed, gatherCase, type Gathered } from './gather-case.ts';
import { readForAppeal, type Answered } from './read-for-appeal.ts';

export interface AppealAsked {
  readonly claim: string;
  readonly level?: AppealLevelName | undefined;
  readonly ground?: AppealGround | undefined;
  readonly diagnosis?: Icd10Cm | undefined;
}

type Drafted = { readonly draft: ProposalDraft } | { readonly refused: Refused };
type Open = Extract<AppealRoad, { readonly window: unknown }>;

/**
 * The letter for a denied claim, or why there is none: nothing is denied, the ground is not borne out by what is in hand, or the level is
 * not open. Level, time and amount are looked at before anything is written.
 */
export async function draftLetter(asked: AppealAsked, running: Running): Promise<Drafted> {
  const { unit } = running;
  const claim = await claimNamed(asked.claim, running);
  const refuse = (why: string): Drafted => ({ refused: { subject: claim.id, why } });
  const { words, calendar } = running.editions.shipped();
  const remitted = await unit.billing.remittances.ofClaim(claim.id);
  const read = await readForAppeal(claim, remitted, running);
  if ('refused' in read) return refuse(read.refused);
  const { answered, appeals, onlyRepeated } = read;
  const denials = deniedAmounts(answered.remitted, claim, words);
  const earlier = earlierAppeals(appeals);
  const refusedOn = earlier.length > 0 ? answered.date : firstRefusedOn(claim, answered, remitted, refusingBy(words));
  const asRoad = {
    terms: await unit.billing.terms.on(claim.payer.id, answered.date),
    payerName: claim.payer.name,
    noticeDate: noticeContested(refusedOn, lettersIn(appeals)),
    today: LocalDate.parse((await unit.now()).slice(0, 10)),
    asked: asked.level,
    earlier,
  };
  const chosen = chooseGround(denials, asked);
  if ('refused' in chosen) {
    const amountCents = denials.reduce((sum, one) => sum + one.cents, 0);
    return refuse(onlyRepeated ?? `${chosen.refused}${timeIsOver(appealRoad({ ...asRoad, amountCents }, calendar))}`);
  }
  const payerClaim = answered.remitted.payerClaimId;
  if (payerClaim === undefined) return refuse(unnamed(answered));
  const { ground, amounts } = chosen;
  const answers = answersSince(lettersIn(appeals), answered.date);
  const cents = chosen.cents - promisedCents(answers);
  const of = { ground, denied: amounts, contested: answered, remitted, answers };
  const road = appealRoad({ ...asRoad, amountCents: cents }, calendar);
  if ('refused' in road) return refuse(road.refused);
  const unknown = whyLeftUnknown(answers, cents, denials.reduce((sum, one) => sum + one.cents, 0) === chosen.cents);
  if (unknown !== undefined) return refuse(unknown);
  const gathered = await gatherCase(claim, of, running);
  const { records, clauses } = gathered;
  const { payer } = claim;
  const { diagnosis } = asked;
  const written = writeLetter(
    { records, ground, payer, remitted: answered, denied: amounts, answers, remarkWords: words.rarc, clauses, diagnosis },
    road.title,
  );
  if ('refused' in written) return refuse(written.refused);
  const warnings = [...road.warnings, ...restOf(denials, chosen.cents), ...written.warnings];
  const worded = running.wordings === undefined ? undefined : wordLetter(written.letter, running.wordings);
  const wording = worded === undefined ? undefined : saysWorded(worded);
  const drafting = { claim, letter: worded?.letter ?? written.letter, road, cents, warnings, wording, payerClaim };
  return { draft: await draftOf(drafting, { answered, gathered }, running) };
}

/** Why nobody can say what a letter that paid a part leaves to contest; `undefined` where it can be said. */
function whyLeftUnknown(answers: readonly AppealAnswer[], left: number, isAll: boolean): string | undefined {
  const part = answers.findLast(({ outcome }) => outcome === 'partly');
  if (part === undefined) return undefined;
  const { proposal, noticeDate, amountCents } = part;
  const head = `The letter of ${noticeDate} that answers ${proposal} grants a part`;
  if (amountCents === undefined)
    return `${head}, and how much was not entered. Enter it again with its amount ("countersign appeals answer ${proposal}" with --amount), or bring in the remittance that pays it.`;
  if (left <= 0) return `${head}, ${dollars(amountCents)}, which leaves nothing of this to contest. Wait for the remittance that pays it.`;
  return isAll
    ? undefined
    : `${head}, and not of which of the reasons that the claim was refused for. Bring in the remittance that pays it.`;
}

/** That there is no time for an appeal either, where there is none. */
function timeIsOver(road: AppealRoad): string {
  return 'refused' in road && road.refused.startsWith(TIME_ENDED) ? ` ${road.refused}` : '';
}

/** The day from which the days of a first appeal count. */
function firstRefusedOn(claim: Claim, answered: Answered, said: readonly RemittedRecord[], refusing: Refusing): LocalDate {
  const word = said.find(({ remittance, remitted }) => remittance === answered.remittance && remitted === answered.remitted);
  return (word && firstRefusal(claim, word, said, refusing).date) ?? answered.date;
}

function unnamed({ remittance }: Remitted): string {
  return `The remittance ${remittance} does not give the payer's own number of the claim, which the letter must name. Ask the payer for it.`;
}

/** What the payer refused beyond what this letter contests. */
function restOf(denials: readonly DenialOfFamily[], cents: number): readonly string[] {
  const rest = denials.reduce((sum, one) => sum + one.cents, 0) - cents;
  return rest === 0 ? [] : [`The payer refused ${dollars(rest)} more of this claim for other reasons, which this letter does not contest.`];
}

interface Drafting {
  readonly claim: Claim;
  readonly letter: AppealLetter;
  readonly road: Open;
  readonly cents: number;
  readonly warnings: readonly string[];
  /** What the card says of a model's wording, where one was asked. */
  readonly wording: string | undefined;
  readonly payerClaim: string;
}

async function draftOf(
  drafting: Drafting,
  { answered, gathered }: { readonly answered: Remitted; readonly gathered: Gathered },
  running: Running,
): Promise<ProposalDraft> {
  const { claim, letter, road, cents, warnings, wording } = drafting;
  const { coded, terms, clauses } = gathered;
  const named = [
    `claim:${claim.id}`,
    `remittance:${answered.remittance}`,
    ...(gathered.records.chart === undefined ? [] : [`chart:${gathered.records.chart.encounter.id}`]),
    ...(terms === undefined ? [] : [`terms:${claim.payer.id}`]),
    ...clauses.map(({ clause }) => `clause:${clause.id}`),
    ...(coded === undefined ? [] : [`edition:${coded.edition.head.id}`]),
  ];
  return {
    kind: 'appeal.submit',
    ...(claim.encounter !== undefined && { encounter: claim.encounter }),
    subject: claim.id,
    payload: payloadOf(drafting, gathered),
    preview: letterCard(letter, { claim: claim.id, payerName: claim.payer.name, ...road, cents, warnings, wording }),
    editions: [
      ...(coded === undefined ? [] : [`${coded.edition.head.id}@${coded.edition.sha256}`]),
      running.editions.shipped().calendar.edition,
    ],
    sources: await versionsOf(named, running),
    ...(coded !== undefined && { trace: coded.traceId }),
    care: careOfLetter(letter, warnings),
  };
}

function payloadOf({ claim, letter, road, cents, payerClaim }: Drafting, { records }: Gathered): ProposalDraft['payload'] {
  const { encounter, memberId, patient, payer, provider } = claim;
  return ProposalDraft.shape.payload.parse({
    v: 1,
    claim: claim.id,
    payerClaim,
    patient: patient.id,
    patientName: { last: patient.last, ...(patient.first !== undefined && { first: patient.first }) },
    ...(memberId !== undefined && { memberId }),
    ...(encounter !== undefined && { encounter }),
    account: claim.account,
    payer,
    provider,
    level: road.level,
    serviceDate: claim.from,
    deadline: road.window.deadline ?? 'unknown',
    amountCents: cents,
    letter: { title: letter.title.text, text: letterText(letter), written: letter },
    enclosed: enclosuresOf(letter, records),
  });
}

/** A card is bound to the versions of all that was read for it. */
async function versionsOf(ids: readonly string[], { unit }: Running): Promise<SourceVersion[]> {
  const versions: SourceVersion[] = [];
  for (const id of ids) {
    const version = await unit.sources.version(id);
    if (version === undefined) throw new Failure('broken-promise', `${id} was read for a letter and has no version.`);
    versions.push({ id, version });
  }
  return versions;
}
