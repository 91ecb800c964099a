/**
 * Scores the coder on every gold set that is there: `npm run eval -- [--sample <number>] [--fold <k>/5] [--only I1,I4] [--no-peers] [--save]`.
 * What each figure means is in docs/evals.md.
 */
import { parseArgs } from 'node:util';
import { CODER } from '#core/coder/code-chart.ts';
import { fallOf, readBaseline, saveBaseline } from './baseline.ts';
import { figureTable, setLines } from './print-result.ts';
import { runSets, type Wanted } from './run-sets.ts';

function wanted(): Wanted & { readonly save: boolean } {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string' },
      fold: { type: 'string' },
      only: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
    },
  });
  const fold = values.fold === undefined ? undefined : /^([1-5])\/5$/.exec(values.fold)?.[1];
  if (values.fold !== undefined && fold === undefined) throw new Error('--fold is one of 1/5 to 5/5');
  const sample = values.sample === undefined ? Infinity : Number(values.sample);
  if (!(sample > 0)) throw new Error('--sample is a number of phrases');
  return {
    reference: process.env['COUNTERSIGN_REFERENCE_DIR'],
    sample,
    fold: fold === undefined ? undefined : Number(fold),
    only: values.only?.split(','),
    peers: !values['no-peers'],
    save: values.save,
  };
}

async function main(): Promise<number> {
  const { save, ...want } = wanted();
  const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
  const progress = (says: string): void => void process.stderr.write(`${says}\n`);
  const { results, notRun } = await runSets(want, progress, (result) => print(setLines(result)));
  const figures = results.flatMap((result) => result.figures);
  print(['', `== Figures of ${CODER}`, ...figureTable(figures), ...notRun.map((why) => `not run: ${why}`)]);
  const sample = Number.isFinite(want.sample) || want.fold !== undefined;
  const baseline = readBaseline();
  const falls = baseline === undefined ? [] : figures.flatMap((figure) => fallOf(figure, baseline, sample) ?? []);
  if (baseline !== undefined) print(['', falls.length === 0 ? `No figure fell below the baseline (${baseline.coder}).` : '', ...falls]);
  if (save && sample) throw new Error('A sample is no baseline: save a whole run.');
  if (save) saveBaseline(CODER, figures);
  return falls.length === 0 || save ? 0 : 1;
}

process.exitCode = await main();
