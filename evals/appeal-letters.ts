import { measureLetters } from './appeal-letters/measure.ts';
import { laidOut } from './print-result.ts';

/** `node evals/appeal-letters.ts`: bar H2b over the demo hospital: an appeal is asked for of every claim that was denied. */
async function main(): Promise<void> {
  const asked = await measureLetters();
  const rows = asked.map(({ claim, outcome, letter }) => [
    claim,
    outcome,
    letter === undefined ? '' : String(letter.sentences),
    letter === undefined ? '' : String(letter.citations),
    letter === undefined ? '' : String(letter.unresolved.length),
  ]);
  for (const line of laidOut([['claim', 'outcome', 'sentences', 'citations', 'do not resolve'], ...rows])) console.log(line);
  const letters = asked.flatMap(({ letter }) => letter ?? []);
  const sum = (of: (one: (typeof letters)[number]) => number): number => letters.reduce((all, one) => all + of(one), 0);
  const unknown = asked.filter(({ outcome }) => outcome.startsWith('unknown'));
  const unresolved = sum((one) => one.unresolved.length);
  console.log(
    `\nH2b  ${asked.length} claims with a denial, ${letters.length} letters, ${sum((one) => one.sentences)} sentences, ${sum((one) => one.citations)} citations, ${unresolved} that do not resolve (bar: 0); ${asked.length - letters.length} refused, ${unknown.length} for a reason that is not in the list (bar: 0)`,
  );
  process.exitCode = unresolved + unknown.length === 0 ? 0 : 1;
}

await main();
