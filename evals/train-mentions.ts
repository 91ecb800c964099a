/**
 * Learns how often words of a note led coders to a code, and writes what the coder uses of it to `starter/mentions`:
 *
 *   COUNTERSIGN_REFERENCE_DIR=… node evals/train-mentions.ts          five folds, nothing written
 *   COUNTERSIGN_REFERENCE_DIR=… node evals/train-mentions.ts --write  and then all documents, written
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { readMentionModel } from '#connectors/reference-data/read-mention-model.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { starterSource } from '#tests/support/starter.ts';
import { FOLDS, readGoldDocuments } from './learning/gold-document.ts';
import { calibration } from './scorers/calibration.ts';
import { crossValidate, train, type Rated, type Trained } from './learning/train.ts';

/** Chosen on the five folds: above it nearly three of four codes are right. */
const THRESHOLD = 0.37;
const MENTIONS = join(import.meta.dirname, '..', 'starter', 'mentions');

function scoreAt(rated: readonly Rated[], gold: number, threshold: number): string {
  const given = rated.filter(({ confidence }) => confidence >= threshold);
  const right = given.filter((one) => one.right).length;
  const [precision, recall] = [right / given.length, right / gold];
  const f1 = (2 * precision * recall) / (precision + recall);
  return `${threshold.toFixed(2)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`;
}

function write(folder: string, { records, model }: Trained): void {
  mkdirSync(folder, { recursive: true });
  const { v, documents, threshold, bias, weights } = model;
  const trained = 'CodiEsp v4 (CC BY 4.0, Barcelona Supercomputing Center), English text, the shared half';
  writeFileSync(join(folder, 'weights.json'), `${JSON.stringify({ v, trained, documents, threshold, bias, weights }, null, 2)}\n`);
  const table = (lines: readonly string[]): string => `${lines.toSorted().join('\n')}\n`;
  const terms = [...records.terms].map(([key, { seen, right }]) => `${key}\t${right}\t${seen}`);
  writeFileSync(join(folder, 'terms.tsv'), table(terms));
  const learned = [...records.learned.values()].flat().map(({ key, code, right, seen }) => `${key}\t${code}\t${right}\t${seen}`);
  writeFileSync(join(folder, 'learned-words.tsv'), table(learned));
  console.log(`${terms.length} terms, ${learned.length} learned rows of words written to ${folder}`);
}

const reference = process.env['COUNTERSIGN_REFERENCE_DIR'];
if (reference === undefined || reference === '') {
  console.error('Set COUNTERSIGN_REFERENCE_DIR to the folder of reference data.');
  process.exitCode = 2;
} else {
  const source = await readOfficialEdition(join(reference, 'icd10cm'), { starter: starterSource() });
  const edition = compileEdition(source, 'training');
  const { reviewed } = readMentionModel(MENTIONS);
  const documents = readGoldDocuments(reference, edition, reviewed);
  const gold = documents.reduce((sum, document) => sum + document.gold.size, 0);
  const rated = crossValidate(documents, edition, FOLDS);
  console.log(`${documents.length} documents, ${gold} codes, ${rated.length} rated, on folds that taught nothing about them`);
  for (const threshold of [0.25, 0.3, 0.35, 0.4, 0.45, 0.5]) console.log(scoreAt(rated, gold, threshold));
  const given = rated.filter(({ confidence }) => confidence >= THRESHOLD);
  console.log(
    `calibration error ${calibration(rated).error.toFixed(4)} over all, ${calibration(given).error.toFixed(4)} over what is given`,
  );
  if (process.argv.includes('--write')) {
    write(MENTIONS, train(documents, edition, THRESHOLD));
  }
}
