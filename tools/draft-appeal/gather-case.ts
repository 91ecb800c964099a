import type { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { FoundClause, LetterRecords, Remitted } from '#core/appeals/letter/letter-records.ts';
import type { AppealGround } from '#core/appeals/letter/letter.ts';
import type { DeniedAmount } from '#core/appeals/letter/grounds/ground.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import { Failure } from '#core/errors.ts';
import { codeEncounter, type CodedEncounter } from '../coding/code-encounter.ts';
import type { Running } from '../define-tool.ts';
import type { Answered } from './read-for-appeal.ts';
import { lawOn } from './law.ts';

/** A claim as people type it. Throws Failure `not-found` with the ids that were perhaps meant. */
export async function claimNamed(typed: string, { unit }: Pick<Running, 'unit'>): Promise<Claim> {
  const { claims } = unit.billing;
  const found = (await claims.find(typed)) ?? (await claims.find(typed.toUpperCase()));
  if (found !== undefined) return found;
  const near = await claims.near(typed, 3);
  throw new Failure('not-found', `There is no claim ${typed}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`);
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
    readonly answers: readonly AppealAnswer[];
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
      answers: of.answers,
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
