import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importBilling } from '#app/billing/import-billing.ts';
import { importX12 } from '#app/billing/import-x12.ts';
import { takingBy } from '#app/billing/taking.ts';
import { importPolicies } from '#app/import-policies.ts';
import { shipped } from '#app/shipped.ts';
import { deniedAmounts } from '#core/appeals/denied-amounts.ts';
import { factsOfCitation } from '#core/appeals/letter/facts-of-citation.ts';
import { faultsOfLetter } from '#core/appeals/letter/faults-of-letter.ts';
import { citationInShort } from '#core/appeals/letter/fill-sentence.ts';
import type { FoundClause, LetterRecords } from '#core/appeals/letter/letter-records.ts';
import { sentencesOf, type AppealLetter } from '#core/appeals/letter/letter.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import type { Unit } from '#tools/unit.ts';
import { openHospital, resultOf, type Hospital } from '../../tests/support/hospital.ts';
import { reasonOf } from './reasons.ts';

export interface AskedFor {
  readonly claim: string;
  /** `letter`, the reason of the closed list for which it was refused, or `unknown: ` and what was said. */
  readonly outcome: string;
  readonly letter?: {
    readonly sentences: number;
    /** Every use of a source by a sentence or a row of a table. */
    readonly citations: number;
    /** Sources that do not resolve, and sentences that are not what their sources come to. */
    readonly unresolved: readonly string[];
  };
}

/** The day on which all of it is asked: windows of the demo payers are open and closed on it. */
const TODAY = '2026-11-22T12:00:00.000Z';
const MOST_CLAIMS = 1_000;
const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Loads the demo hospital as a first start does, and asks for an appeal of each claim that a posted remittance denied in any part. */
export async function measureLetters(): Promise<readonly AskedFor[]> {
  const hospital = await openHospital(readdirSync(pathOf('demo/hospital')).toSorted());
  try {
    await loadBilling(hospital);
    const asked: AskedFor[] = [];
    for (const claim of await deniedClaims(hospital)) asked.push(await askFor(claim, hospital));
    return asked;
  } finally {
    await hospital.close();
  }
}

async function loadBilling({ store, tenant }: Hospital): Promise<void> {
  const by = { actor: 'countersign', channel: 'system' } as const;
  for (const folder of ['starter/policies', 'demo/policies']) await importPolicies(store, tenant, pathOf(folder), by);
  const taking = takingBy(store, tenant, by);
  const records = await importBilling(taking, pathOf('demo/billing/records'));
  const remittances = await importX12(taking, pathOf('demo/billing/remittances'));
  const [refused] = [...records.refused, ...remittances.refused];
  if (refused !== undefined) throw new Error(`${refused.file}: ${refused.why}`);
}

function deniedClaims({ store, tenant }: Hospital): Promise<readonly string[]> {
  const { words } = shipped();
  return store.within(tenant, async ({ billing }) => {
    const denied: string[] = [];
    for (const claim of await billing.claims.list({ limit: MOST_CLAIMS })) {
      const said = (await billing.remittances.ofClaim(claim.id)).filter(({ state }) => state === 'posted');
      if (said.some(({ remitted }) => deniedAmounts(remitted, claim, words).length > 0)) denied.push(claim.id);
    }
    return denied.toSorted();
  });
}

async function askFor(claim: string, hospital: Hospital): Promise<AskedFor> {
  const context = hospital.as('biller');
  const store: typeof context.store = {
    within: (tenant, work) => context.store.within(tenant, (unit) => work({ ...unit, now: () => Promise.resolve(TODAY) })),
  };
  const outcome = await hospital.askAs({ ...context, store }, 'draft_appeal', { claim });
  const { letters, refused } = resultOf(outcome, DraftedAppeal);
  const [letter] = letters;
  if (letter === undefined) {
    const says = refused.map(({ why }) => why).join(' ');
    return { claim, outcome: reasonOf(says) ?? `unknown: ${says}` };
  }
  return { claim, outcome: 'letter', letter: await hospital.store.within(hospital.tenant, (unit) => checked(letter.proposal, unit)) };
}

/** Looks every citation of a stored letter up again, from the stores and by the ids that the letter itself gives. */
async function checked(proposal: string, unit: Unit): Promise<NonNullable<AskedFor['letter']>> {
  const found = await unit.proposals.find(proposal);
  const { claim, letter } = parsePayload('appeal.submit', found?.payload);
  if (letter.written === undefined) throw new Error(`${proposal} does not say what its sentences rest on`);
  const records = await recordsFor({ claim, written: letter.written, trace: found?.trace }, unit);
  const sentences = sentencesOf(letter.written);
  return {
    sentences: sentences.length,
    citations: sentences.reduce((sum, { cites }) => sum + Object.keys(cites).length, 0),
    unresolved: [
      ...letter.written.sources.flatMap(({ cite }) => (factsOfCitation(cite, records) === undefined ? [citationInShort(cite)] : [])),
      ...faultsOfLetter(letter.written, records),
    ],
  };
}

async function recordsFor(
  {
    claim: id,
    written: { sources },
    trace,
  }: { readonly claim: string; readonly written: AppealLetter; readonly trace: string | undefined },
  { billing, charts, traces }: Unit,
): Promise<LetterRecords> {
  const claim = await billing.claims.find(id);
  if (claim === undefined) throw new Error(`there is no claim ${id}`);
  const clauses = new Map<string, FoundClause | undefined>();
  const terms = new Map<string, Awaited<ReturnType<typeof billing.terms.on>>>();
  for (const { cite } of sources) {
    if (cite.kind === 'clause') clauses.set(`${cite.id} ${cite.on}`, await billing.library.clause(cite.id, cite.on));
    if (cite.kind === 'terms') terms.set(`${cite.payer} ${cite.on}`, await billing.terms.on(cite.payer, cite.on));
  }
  return {
    claim,
    chart: claim.encounter === undefined ? undefined : await charts.find(claim.encounter),
    reading: trace === undefined ? undefined : await traces.find(trace),
    remitted: await billing.remittances.ofClaim(id),
    answers: await billing.appeals.answersOf([id]),
    clause: (clause, on) => clauses.get(`${clause} ${on}`),
    terms: (payer, on) => terms.get(`${payer} ${on}`),
  };
}
