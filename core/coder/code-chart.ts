import { codingDate, type Chart } from '../chart/chart.ts';
import { Failure } from '../errors.ts';
import type { CompiledEdition } from '../terminology/compiled-edition.ts';
import type { Episode } from '../terminology/seventh-character.ts';
import { readAfterPancreatectomy } from './conditions/after-pancreatectomy.ts';
import { applyExcludes, applyFitness, applyManifestations, noteInstructions } from './set/apply-tabular.ts';
import type { Candidate, Desk, JudgedMention, Outcome } from './set/candidate.ts';
import { keepCausingOrganisms } from './set/causing-organisms.ts';
import { readChildbirth } from './conditions/childbirth.ts';
import { combineCodes } from './set/combine-codes.ts';
import { dropSideless } from './set/drop-sideless.ts';
import { dropSymptoms } from './set/drop-symptoms.ts';
import { readDrugEffects } from './conditions/drug-effects.ts';
import { readDrugIntake } from './conditions/drug-intake.ts';
import { dropUnassessed } from './set/drop-unassessed.ts';
import { encounterPhase } from './conditions/episode-of-care.ts';
import { findMentions } from './words/find-mentions.ts';
import { toMention } from './words/found-mention.ts';
import { gatherCandidates } from './set/gather-candidates.ts';
import { readConsciousness } from './conditions/loss-of-consciousness.ts';
import { dropNeverTogether } from './set/never-together.ts';
import { dropMaternal } from './conditions/newborn-record.ts';
import { preferSpecific } from './set/prefer-specific.ts';
import { readPast } from './conditions/past-conditions.ts';
import { readDocuments, type ReadDocument } from './documents/read-documents.ts';
import { lastWordOf } from './documents/section-weight.ts';
import { readRibs } from './conditions/rib-fractures.ts';
import { readSubsequentInfarction } from './conditions/subsequent-infarction.ts';
import { sequenceCodes } from './set/sequence-codes.ts';
import { settleConflicts } from './set/settle-conflicts.ts';
import { settleSides } from './set/settle-sides.ts';
import { takeSides } from './set/sides-of-clinicians.ts';
import { encounterView, standingOf } from './standing.ts';
import { suggest } from './suggest.ts';
import type { Abstention, Step, Suggestion, Trace } from './trace.ts';
import { contestTreated, readTreated } from './conditions/treated-cancer.ts';
import { readGestation } from './conditions/weeks-of-gestation.ts';

/** Changes with any change of behaviour. */
export const CODER = 'coder-6';

/**
 * Codes a chart: every suggestion with its words, every refusal with its rule. The same chart and edition give the same
 * trace, in whatever order the documents come. Throws `no-edition` when the edition is not in force on the coding date.
 */
export function codeChart(chart: Chart, edition: CompiledEdition): Trace {
  return codeDocuments(chart, edition).trace;
}

/** `codeChart`, with the documents as they were read. */
export function codeDocuments(chart: Chart, edition: CompiledEdition): { readonly trace: Trace; readonly read: readonly ReadDocument[] } {
  const date = codingDate(chart.encounter);
  const { from, to, id, name, starter } = edition.head;
  if (date < from || date > to) {
    throw new Failure('no-edition', `${name} is in force from ${from} to ${to}, and this encounter is coded by ${date}.`);
  }
  const { read, skipped, steps: readingSteps } = readDocuments(chart);
  const phase = encounterPhase(chart, read);
  const view = encounterView(chart, read);
  const stated = readPast(
    read.flatMap((source) => findMentions(source, edition, phase)),
    edition,
  );
  const retold = readAfterPancreatectomy(readSubsequentInfarction(stated, edition), edition);
  const drugs = readDrugIntake(readDrugEffects(retold, edition, phase), edition, phase);
  const injuries = readRibs(read, readConsciousness(drugs, edition), edition, phase);
  const found = readChildbirth(read, readGestation(read, injuries, edition), edition, chart).map((one, at) => ({
    ...one,
    id: `m${at + 1}`,
  }));
  const judged = readTreated(found, edition).map((mention) => ({ mention, standing: standingOf(mention, view) }));
  const lastWord = lastWordOf(read, view.inpatient);
  const desk: Desk = { edition, read, judged, inpatient: view.inpatient, lastWord };
  const settled = settle(chart, desk, phase);
  const suggestions = suggestAll(settled.kept, desk);
  const trace: Trace = {
    v: 1,
    coder: CODER,
    edition: { id, name, starter, sha256: edition.sha256 },
    input: {
      encounter: chart.encounter.id,
      setting: chart.encounter.setting,
      sex: chart.patient.sex,
      ...(chart.patient.birthDate === undefined ? {} : { birthDate: chart.patient.birthDate }),
      codingDate: date,
      documents: read.map(({ document }) => ({ id: document.id, sha256: document.sha256 })),
    },
    skipped: [...skipped],
    mentions: judged.map(({ mention }) => toMention(mention)),
    steps: [...readingSteps, ...judged.flatMap(stepOf), ...settled.steps],
    suggestions,
    abstentions: abstain(judged, settled.abstentions ?? [], suggestions),
  };
  return { trace, read };
}

/** The stages that look at the codes as a set, in the order in which a coder takes them. */
function settle(chart: Chart, desk: Desk, phase: Episode['phase']): Outcome {
  const stages: readonly ((candidates: readonly Candidate[]) => Outcome)[] = [
    (candidates) => dropMaternal(candidates, desk, chart),
    (candidates) => keepCausingOrganisms(candidates, desk),
    (candidates) => settleConflicts(candidates, desk),
    (candidates) => contestTreated(candidates),
    (candidates) => settleSides(candidates, desk),
    (candidates) => takeSides(candidates, desk),
    (candidates) => dropUnassessed(candidates, desk),
    (candidates) => preferSpecific(candidates, desk),
    (candidates) => combineCodes(candidates, desk, phase),
    (candidates) => preferSpecific(candidates, desk),
    (candidates) => dropSymptoms(candidates, desk),
    (candidates) => dropSideless(candidates, desk),
    (candidates) => dropNeverTogether(candidates, chart, codingDate(chart.encounter)),
    (candidates) => applyExcludes(candidates, desk),
    (candidates) => applyFitness(candidates, chart.patient.sex),
    (candidates) => applyManifestations(candidates, desk),
    (candidates) => noteInstructions(candidates, desk),
    (candidates) => sequenceCodes(candidates, desk),
  ];
  let kept: readonly Candidate[] = gatherCandidates(desk.judged);
  const steps: Step[] = [];
  const abstentions: Abstention[] = [];
  for (const stage of stages) {
    const outcome = stage(kept);
    kept = outcome.kept;
    steps.push(...outcome.steps);
    abstentions.push(...(outcome.abstentions ?? []));
  }
  return { kept, steps, abstentions };
}

function suggestAll(kept: readonly Candidate[], desk: Desk): Suggestion[] {
  const context = {
    edition: desk.edition,
    suggested: new Set<string>(kept.map(({ code }) => code)),
    lastWord: desk.lastWord,
  };
  return kept.flatMap((candidate, at) => suggest(candidate, at === 0 ? 'principal' : 'other', context) ?? []);
}

/** What was decided about one mention: by its assertion, its section, its author, or the index. */
function stepOf({ mention, standing }: JudgedMention): Step {
  const stage = standing.rule.startsWith('assert') || standing.rule.startsWith('uncertain') ? 'assert' : 'check';
  return {
    stage: standing.codes ? 'refine' : stage,
    rule: standing.rule,
    says: standing.codes ? `${mention.path} leads to ${mention.code ?? 'no code'}. ${standing.says}` : standing.says,
    ...(standing.cites === undefined ? {} : { cites: standing.cites }),
    mention: mention.id,
    ...(mention.code === undefined ? {} : { code: mention.code }),
    outcome: standing.codes ? 'kept' : 'dropped',
  };
}

/** Mentions that were not coded and whose code nothing else brought in, once for each code and rule. */
function abstain(judged: readonly JudgedMention[], settled: readonly Abstention[], suggestions: readonly Suggestion[]): Abstention[] {
  const suggested = new Set<string>(suggestions.map(({ code }) => code));
  const seen = new Set<string>();
  const refused = judged
    .filter(({ standing }) => !standing.codes)
    .map(({ mention, standing }) => ({
      mention: mention.id,
      ...(mention.code === undefined ? {} : { code: mention.code }),
      why: standing.says,
      rule: standing.rule,
    }));
  return [...settled, ...refused].filter(({ code, rule, mention }) => {
    if (code !== undefined && suggested.has(code)) return false;
    const key = `${code ?? mention} ${rule}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
