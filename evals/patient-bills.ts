import { billCases, explained } from './patient-bills/measure.ts';

const COUNT = 100;
const SEED = 20_261_122;

/** `node evals/patient-bills.ts`: bar H3. `--show 10` prints that many explanations as well. */
function main(): void {
  const shown = process.argv.includes('--show') ? Number(process.argv[process.argv.indexOf('--show') + 1]) : 0;
  const all = (['en', 'es'] as const).flatMap((language) => billCases(COUNT, SEED).map((bill) => explained(bill, language)));
  for (const { bill, explanation } of all.filter((_, at) => at % Math.ceil(all.length / Math.max(1, shown)) === 0).slice(0, shown))
    console.log(`=== ${bill.name} (${explanation.language})\n\n${explanation.text}\n`);
  const grades = all.map(({ explanation: { grade } }) => grade);
  const of = (values: readonly number[]): string =>
    `mean ${(values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2)}, highest ${Math.max(...values).toFixed(2)}, lowest ${Math.min(...values).toFixed(2)}`;
  const english = grades.flatMap((grade) => (grade.language === 'en' ? [grade] : []));
  const spanish = grades.flatMap((grade) => (grade.language === 'es' ? [grade] : []));
  const amounts = all.flatMap(({ explanation: { sections } }) => sections.flatMap(({ said }) => said.flatMap(({ figures }) => figures)));
  const faults = all.flatMap(({ bill, explanation, faults: found }) =>
    found.map((fault) => `${bill.name} (${explanation.language}): ${fault}`),
  );
  console.log(`H3  ${COUNT} accounts, ${new Set(all.map(({ bill }) => bill.name)).size} situations, both languages, seed ${SEED}`);
  console.log(`    English Flesch-Kincaid  ${of(english.map(({ fleschKincaid }) => fleschKincaid))}  (bar: 8 at most)`);
  console.log(`    English SMOG            ${of(english.map(({ smog }) => smog))}  (bar: 8 at most)`);
  console.log(`    Spanish Fernández H.    ${of(spanish.map(({ fernandezHuerta }) => fernandezHuerta))}  (grade 8: 60 at least)`);
  console.log(`    Spanish INFLESZ         ${of(spanish.map(({ inflesz }) => inflesz))}  (normal: 55 at least)`);
  console.log(`    figures, each traced    ${amounts.length}`);
  console.log(`    explanations at fault   ${new Set(all.filter(({ faults: found }) => found.length > 0)).size} of ${all.length}`);
  for (const fault of faults.slice(0, 20)) console.log(`      ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main();
