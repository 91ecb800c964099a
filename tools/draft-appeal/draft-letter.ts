import { noticeContested } from '#core/appeals/appeal-answer.ts';
import { appealRoad, type AppealLevelName, type AppealRoad } from '#core/appeals/appeal-road.ts';
import { deniedAmounts, type DenialOfFamily } from '#core/appeals/denied-amounts.ts';
import { enclosuresOf } from '#core/appeals/letter/enclosures-of.ts';
import type { Remitted } from '#core/appeals/letter/letter-records.ts';
import { careOfLetter, letterCard } from '#core/appeals/letter-card.ts';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import type { AppealGround, AppealLetter } from '#core/appeals/letter/letter.ts';
import { writeLetter } from '#core/appeals/letter/write-letter.ts';
import type { Claim } from '#core/billing/claim.ts';
import { LocalDate, type Icd10Cm } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { ProposalDraft, type SourceVersion } from '#guardrails/proposal.ts';
import type { Refused, Running } from '../define-tool.ts';
import { lettersIn } from '../billing/appeal-due.ts';
import { earlierAppeals } from '../billing/appeals-of.ts';
import { chooseGround } from './choose-ground.ts';
import { claimNamed, gatherCase, type Gathered } from './gather-case.ts';
import { readForAppeal } from './read-for-appeal.ts';

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
  const chosen = chooseGround(denials, asked);
  if ('refused' in chosen) return refuse(onlyRepeated ?? chosen.refused);
  const payerClaim = answered.remitted.payerClaimId;
  if (payerClaim === undefined) return refuse(unnamed(answered));
  const { ground, amounts, cents } = chosen;
  const of = { ground, denied: amounts, contested: answered, remitted };
  const road = appealRoad(
    {
      terms: await unit.billing.terms.on(claim.payer.id, answered.date),
      payerName: claim.payer.name,
      noticeDate: noticeContested(answered.date, lettersIn(appeals)),
      amountCents: cents,
      today: LocalDate.parse((await unit.now()).slice(0, 10)),
      asked: asked.level,
      earlier: earlierAppeals(appeals),
    },
    calendar,
  );
  if ('refused' in road) return refuse(road.refused);
  const gathered = await gatherCase(claim, of, running);
  const { records, clauses } = gathered;
  const { payer } = claim;
  const { diagnosis } = asked;
  const written = writeLetter(
    { records, ground, payer, remitted: answered, denied: amounts, remarkWords: words.rarc, clauses, diagnosis },
    road.title,
  );
  if ('refused' in written) return refuse(written.refused);
  const warnings = [...road.warnings, ...restOf(denials, cents), ...written.warnings];
  const drafting = { claim, letter: written.letter, road, cents, warnings, payerClaim };
  return { draft: await draftOf(drafting, { answered, gathered }, running) };
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
  readonly payerClaim: string;
}

async function draftOf(
  drafting: Drafting,
  { answered, gathered }: { readonly answered: Remitted; readonly gathered: Gathered },
  running: Running,
): Promise<ProposalDraft> {
  const { claim, letter, road, cents, warnings } = drafting;
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
    preview: letterCard(letter, { claim: claim.id, payerName: claim.payer.name, ...road, cents, warnings }),
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
