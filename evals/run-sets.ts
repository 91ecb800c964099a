import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { readMentionModel } from '#connectors/reference-data/read-mention-model.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { starterEdition, starterSource } from '#tests/support/starter.ts';
import type { SetResult } from './figure.ts';
import { codiespDocuments } from './gold/coded-documents.ts';
import { visitNotes } from './gold/visit-notes.ts';
import { ngramRules } from './peers/ngram-rules.ts';
import { crossPredict } from './peers/peer.ts';
import { titleDictionary } from './peers/title-dictionary.ts';
import { titleRetrieval } from './peers/title-retrieval.ts';
import { scoreAssertions } from './sets/asserted-concepts.ts';
import { scoreDeterminism } from './sets/determinism.ts';
import { agreementFigures, scoreDocuments } from './sets/documents.ts';
import type { EditionInUse } from './sets/edition-in-use.ts';
import { scoreIndex } from './sets/index-phrases.ts';
import { scoreOwnCases } from './sets/own-cases.ts';
import { scoreSpeed } from './sets/speed.ts';
import { scoreTitles } from './sets/titles.ts';
import { scoreVisits } from './sets/visits.ts';

export interface Wanted {
  readonly reference: string | undefined;
  /** How many phrases of I1 and of I2 are scored. */
  readonly sample: number;
  /** Scores the documents of one fold alone. */
  readonly fold: number | undefined;
  readonly only: readonly string[] | undefined;
  readonly peers: boolean;
}

export interface SetsRun {
  readonly results: readonly SetResult[];
  readonly notRun: readonly string[];
}

/** Runs every set whose data is there, and says which are not. */
export async function runSets(want: Wanted, progress: (says: string) => void, onResult: (result: SetResult) => void): Promise<SetsRun> {
  const results: SetResult[] = [];
  const notRun: string[] = [];
  const run = (id: string, says: string, score: () => SetResult | undefined): void => {
    if (want.only !== undefined && !want.only.includes(id)) return;
    progress(`${id}: ${says} …`);
    const result = score();
    if (result === undefined) notRun.push(`${id}, ${says}: its data is not there`);
    else {
      results.push(result);
      onResult(result);
    }
  };
  run('own', 'own cases, starter edition', () => scoreOwnCases(starterEdition()));
  if (want.reference === undefined || !existsSync(join(want.reference, 'icd10cm'))) {
    const why = want.reference === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : 'the folder that it names has no icd10cm/';
    return { results, notRun: [`every set but the own cases: ${why}`] };
  }
  const use = await officialInUse(join(want.reference, 'icd10cm'), progress);
  runOfficial(run, use, want, want.reference);
  return { results, notRun };
}

type Run = (id: string, says: string, score: () => SetResult | undefined) => void;

function runOfficial(run: Run, use: EditionInUse, { sample, fold, peers }: Wanted, reference: string): void {
  const notes = visitNotes(reference);
  const every = codiespDocuments(reference);
  const documents = every?.filter((one) => fold === undefined || one.fold === fold);
  run('own', 'own cases, official edition', () => scoreOwnCases(use.edition));
  run('I1', 'official titles', () => scoreTitles(use, sample));
  run('I2', 'index paths', () => scoreIndex(use, sample));
  run('I3', 'negation and history', () => scoreAssertions(reference));
  run('I4', 'documents with codes', () => documents && scoreDocuments(documents, use, reference));
  run('visits', 'visit notes', () => notes && scoreVisits(notes, use));
  run('I7', 'the same bytes twice', () => {
    const all = [...(every ?? []), ...(notes ?? [])].map(({ id, text }) => ({ id, text }));
    return all.length === 0 ? undefined : scoreDeterminism(all, join(reference, 'icd10cm'));
  });
  run('I9', 'speed', () => notes && scoreSpeed(notes, use));
  if (!peers) return;
  run('peers', 'other ways to code the same documents', () => every && scorePeers(every, fold, use));
}

async function officialInUse(folder: string, progress: (says: string) => void): Promise<EditionInUse> {
  progress('Reading the official edition …');
  const source = await readOfficialEdition(folder, { starter: starterSource() });
  const sha256 = createHash('sha256').update(JSON.stringify(source)).digest('hex');
  const model = readMentionModel(join(import.meta.dirname, '..', 'starter', 'mentions'));
  return { source, edition: compileEdition(source, sha256), model };
}

function scorePeers(documents: Parameters<typeof crossPredict>[1], fold: number | undefined, { source }: EditionInUse): SetResult {
  const figures = [titleDictionary(source.codes), titleRetrieval(source.codes), ngramRules()].flatMap((peer) => {
    const predicted = crossPredict(peer, documents).filter(({ document }) => fold === undefined || document.fold === fold);
    return agreementFigures(peer.id, predicted, { told: peer.says });
  });
  return { title: 'Peers on the documents of I4, each fold by what was learned from the others', figures, tables: [], misses: [] };
}
