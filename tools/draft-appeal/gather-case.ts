import type { EarlierAppeal } from '#core/appeals/appeal-road.ts';
import type { FoundClause, LetterRecords, Remitted } from '#core/appeals/letter/letter-records.ts';
import type { AppealGround } from '#core/appeals/letter/letter.ts';
import type { DeniedAmount } from '#core/appeals/letter/grounds/ground.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { vouchedOn } from '#guardrails/vouched.ts';
import { codeEncounter, type CodedEncounter } from '../coding/code-encounter.ts';
import type { Running } from '../define-tool.ts';
import { lawOn } from './law.ts';

/** A claim as people type it. Throws Failure `not-found` with the ids that were perhaps meant. */
export async function claimNamed(typed: string, { unit }: Pick<Running, 'unit'>): Promise<Claim> {
  const { claims } = unit.billing;
  const found = (await claims.find(typed)) ?? (await claims.find(typed.toUpperCase()));
  if (found !== undefined) return found;
  const near = await claims.near(typed, 3);
  throw new Failure('not-found', `There is no claim ${typed}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`);
}

type Answered = Remitted & { readonly date: LocalDate };

/** The newest word of a payer on the claim that can be contested, or why there is none. */
export function contested(remitted: readonly Remitted[]): Answered | { readonly refused: string } {
  const posted = remitted.filter(({ state }) => state === 'posted');
  const newest = posted.at(-1);
  if (newest === undefined)
    return {
      refused:
        remitted.length === 0
          ? 'No remittance of this claim is here, so there is no decision to contest.'
          : 'The remittance of this claim does not balance and is set aside, so nothing of it counts. Ask the payer for one that does.',
    };
  if (newest.remitted.status === '22')
    return { refused: `The payer took its decision back (${newest.remittance}). Wait for the decision that takes its place.` };
  const { date } = newest;
  if (date === undefined)
    return { refused: `The remittance ${newest.remittance} has no date, so no deadline can be counted from it. Ask the payer.` };
  return { ...newest, date };
}

/** Appeals of the claim that were approved and not lost, as the ledger bears them out, oldest first, with the remittance that came after. */
export async function earlierAppeals(
  claim: Claim,
  remitted: readonly Remitted[],
  { unit }: Pick<Running, 'unit'>,
): Promise<EarlierAppeal[]> {
  const appeals = await vouchedOn(unit, { kind: 'appeal.submit', subject: claim.id });
  return appeals.toReversed().flatMap(({ proposal: { id, payload }, approval }) => {
    if (approval === undefined) return [];
    const { level } = parsePayload('appeal.submit', payload);
    const answer = remitted.find(({ state, date }) => state === 'posted' && date !== undefined && date > approval.at.slice(0, 10));
    return [{ proposal: id, level, answeredOn: answer?.date }];
  });
}

export interface Gathered {
  readonly records: LetterRecords;
  readonly clauses: readonly FoundClause[];
  readonly terms: PayerTerms | undefined;
  readonly coded?: CodedEncounter;
}

const RESTS_ON_CODES = new Set<AppealGround>(['medical-necessity', 'coding', 'clinical-validation']);

/** Everything that a letter on this ground may cite, looked up once. */
export async function gatherCase(
  claim: Claim,
  of: {
    readonly ground: AppealGround;
    readonly denied: readonly DeniedAmount[];
    readonly contested: Answered;
    readonly remitted: readonly Remitted[];
  },
  running: Running,
): Promise<Gathered> {
  const { billing, charts } = running.unit;
  const { date } = of.contested;
  const chart = claim.encounter === undefined ? undefined : await charts.find(claim.encounter);
  const terms = await billing.terms.on(claim.payer.id, date);
  const clauses = await clausesFor(claim, of, terms, running);
  const coded = chart !== undefined && RESTS_ON_CODES.has(of.ground) ? await codeEncounter(chart.encounter.id, running) : undefined;
  return {
    records: {
      claim,
      chart,
      reading: coded?.trace,
      remitted: of.remitted,
      clause: (id, on) => (on === date ? clauses.find(({ clause }) => clause.id === id) : undefined),
      terms: (payer, on) => (on === date && payer === claim.payer.id ? terms : undefined),
    },
    clauses,
    terms,
    ...(coded !== undefined && { coded }),
  };
}

const MOST_CLAUSES = 3;

/** Law that bears on the ground, and clauses of the payer that name a denied code to the letter. */
async function clausesFor(
  claim: Claim,
  {
    ground,
    denied,
    contested: { date },
  }: { readonly ground: AppealGround; readonly denied: readonly DeniedAmount[]; readonly contested: Answered },
  terms: PayerTerms | undefined,
  { unit }: Running,
): Promise<readonly FoundClause[]> {
  const { library } = unit.billing;
  const found = new Map<string, FoundClause>();
  for (const code of new Set(denied.flatMap(({ claimLine }) => claimLine?.code ?? []))) {
    for (const one of await library.search(code, { payer: claim.payer.id, on: date, limit: MOST_CLAUSES })) {
      if (one.document.payer === claim.payer.id && new RegExp(`\\b${code}\\b`).test(one.clause.text)) found.set(one.clause.id, one);
    }
  }
  for (const id of lawOn(ground, terms?.kind ?? 'unknown')) {
    const one = await library.clause(id, date);
    if (one !== undefined) found.set(id, one);
  }
  return [...found.values()];
}
