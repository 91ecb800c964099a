import { measureLetters } from './appeal-letters/measure.ts';
import { measureNeeds } from './appeal-letters/measure-needs.ts';
import { laidOut } from './print-result.ts';

/**
 * `node evals/appeal-letters.ts`: bar H2b over the demo hospital: an appeal is asked for of every claim that was denied; and of small
 * charts in which the reason of the service is stated, denied, past, of the family, suspected, late or of another service.
 */
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
  const needs = await measureNeeds();
  const wrong = needs.filter((one) => one.outcome !== one.wanted || one.wrong.length > 0);
  for (const { name, wanted, outcome, wrong: words } of wrong) console.log(`${name}: ${outcome}, and not ${wanted}; ${words.join(', ')}`);
  const isLetter = ({ wanted }: (typeof needs)[number]): boolean => wanted === 'letter';
  console.log(
    `need ${needs.length} small charts of a service denied as not needed: ${needs.filter(isLetter).length} bear a letter, ${needs.filter((one) => !isLetter(one)).length} do not; ${wrong.length} came out otherwise (bar: 0)`,
  );
  process.exitCode = unresolved + unknown.length + wrong.length === 0 ? 0 : 1;
}

await main();
