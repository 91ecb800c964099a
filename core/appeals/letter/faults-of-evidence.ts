import type { ClaimLine } from '../../billing/claim.ts';
import { claimLineOf } from '../denied-amounts.ts';
import { needOf, type Need } from '../evidence/service-reasons.ts';
import { isWithin, statementsOf } from '../evidence/stated-diagnoses.ts';
import type { Citation } from './citation.ts';
import type { LetterRecords } from './letter-records.ts';
import { sentencesOf, type AppealLetter, type LetterSentence } from './letter.ts';

/** Grounds that rest on why a service was needed. */
const ON_NEED = new Set<AppealLetter['ground']>(['medical-necessity', 'coding']);

type Quote = Extract<Citation, { readonly kind: 'chart' }>;

/**
 * Whether the chart, as the coder read it, bears what a letter argues by it. A diagnosis MUST be named beside words in which a provider states
 * it as present; where the letter argues that a service was needed, by the day of the service and with a reason for that very service; and no
 * words that are quoted may deny a diagnosis of the claim.
 */
export function faultsOfEvidence(letter: AppealLetter, records: LetterRecords): readonly string[] {
  const need = ON_NEED.has(letter.ground) ? needed(letter, records) : undefined;
  if (need !== undefined && 'refused' in need) return ['the chart does not bear a reason for what it argues was needed'];
  return [
    ...sentencesOf(letter).flatMap((sentence, place) => {
      const fault = faultOf(sentence, letter, { records, need });
      return fault === undefined ? [] : [`sentence ${place + 1} (${sentence.template}): ${fault}`];
    }),
    ...(need === undefined || givesEveryReason(letter, need)
      ? []
      : ['it does not give the reason for a service that it argues was needed']),
    ...(deniesOwnClaim(letter, records) ? ['it quotes words that deny a diagnosis of the claim'] : []),
  ];
}

/** The need of the lines whose amounts the letter contests, worked out again. */
function needed({ sources }: AppealLetter, { claim, chart, reading, remitted }: LetterRecords): Need | { readonly refused: string } {
  if (chart === undefined || reading === undefined) return { refused: 'no chart' };
  const lines = new Set<ClaimLine>();
  for (const { cite } of sources) {
    if (cite.kind !== 'adjustment') continue;
    const found = remitted.find(({ remittance }) => remittance === cite.remittance)?.remitted;
    const line = found?.lines.find(({ segment }) => segment === cite.segment);
    const billed = line === undefined ? undefined : claimLineOf(line, claim);
    if (billed !== undefined) lines.add(billed);
  }
  return needOf([...lines], { claim, chart, trace: reading });
}

function faultOf(
  { cites }: LetterSentence,
  { sources }: AppealLetter,
  { records, need }: { readonly records: LetterRecords; readonly need: Need | undefined },
): string | undefined {
  const cited = Object.values(cites).flatMap((place) => sources[place]?.cite ?? []);
  const diagnosis = cited.find((one) => one.kind === 'claim-diagnosis');
  if (diagnosis === undefined) return undefined;
  const { claim, chart, reading } = records;
  const code = claim.diagnoses[diagnosis.place - 1];
  if (code === undefined || chart === undefined || reading === undefined)
    return 'it names a diagnosis, and no reading of the chart is here';
  const statements =
    need === undefined ? statementsOf(code, reading, chart) : (need.diagnoses.find((one) => one.code === code)?.statements ?? []);
  const quotes = cited.filter((one) => one.kind === 'chart');
  const isBorne = quotes.length > 0 && quotes.every((quote) => statements.some(({ passage }) => isQuoted(quote, passage)));
  return isBorne ? undefined : 'no provider states in its words the diagnosis that it names';
}

function givesEveryReason(letter: AppealLetter, { reasons }: Need): boolean {
  const given = sentencesOf(letter).flatMap(({ template, cites }) =>
    template.includes('-reason') ? [Object.values(cites).flatMap((place) => letter.sources[place]?.cite ?? [])] : [],
  );
  const isGiven = (cited: readonly Citation[]): boolean =>
    reasons.some(
      ({ line, passage }) =>
        cited.some((one) => one.kind === 'claim-line' && one.line === line.number) &&
        cited.some((one) => one.kind === 'chart' && isQuoted(one, passage)),
    );
  const lines = new Set(reasons.map(({ line }) => line.number));
  const givenFor = new Set(given.flatMap((cited) => cited.flatMap((one) => (one.kind === 'claim-line' ? [one.line] : []))));
  return given.every(isGiven) && [...lines].every((line) => givenFor.has(line));
}

function isQuoted(quote: Quote, passage: { readonly document: string; readonly start: number; readonly end: number }): boolean {
  return quote.document === passage.document && quote.start === passage.start && quote.end === passage.end;
}

function deniesOwnClaim({ sources }: AppealLetter, { claim, reading }: LetterRecords): boolean {
  const denied = (reading?.mentions ?? []).filter(
    ({ code, assertion }) => assertion.status === 'negated' && code !== undefined && claim.diagnoses.includes(code),
  );
  return sources.some(
    ({ cite }) => cite.kind === 'chart' && denied.some(({ span }) => span.document === cite.document && isWithin(span, cite)),
  );
}
