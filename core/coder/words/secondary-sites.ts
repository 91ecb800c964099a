import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import { chooseStatements, findStatements, type StatementMatch } from './find-statements.ts';
import type { StatementWords } from './scan-statement-words.ts';
import type { WordRange, Words } from './scan-words.ts';

/** How far behind `metastatic` its noun may stand, and how far behind `to` the last of its sites. */
const NOUN_WITHIN = 5;
const SITES_WITHIN = 8;
const LEADS_ON: ReadonlySet<string> = new Set(['to', 'and']);

/**
 * Where a named cancer has spread: in "metastatic colon cancer to liver and bone" the table of neoplasms gives the colon as the
 * primary and the liver and the bone as secondary sites, each behind its own `to`, `and` or comma.
 */
export function secondarySites(
  { tokens }: Words,
  forms: StatementWords,
  sentence: WordRange,
  { statements }: CompiledEdition,
): StatementMatch[] {
  const metastasis = statements.wordOf('metastasis');
  const found: StatementMatch[] = [];
  for (let at = sentence.first; at <= sentence.last; at += 1) {
    if (forms.ids[at] !== metastasis || tokens[at]?.norm !== 'metastatic') continue;
    const noun = nounOf(at, forms, sentence);
    if (noun === undefined || noun === at + 1 || tokens[noun + 1]?.norm !== 'to') continue;
    const last = Math.min(sentence.last, noun + 1 + SITES_WITHIN);
    for (let lead = noun + 1; lead < last && forms.stretch[lead] === forms.stretch[at]; lead += 1) {
      if (!LEADS_ON.has(tokens[lead]?.norm ?? '') && forms.commas[lead + 1] === forms.commas[lead]) continue;
      const ids = forms.ids.slice();
      ids[lead] = metastasis;
      const led = findStatements({ ...forms, ids }, { first: lead, last }, statements);
      found.push(
        ...chooseStatements(led.filter((match) => isSpread(match, lead, forms) && isSecondary(statements.at(match.statement).label))).slice(
          0,
          1,
        ),
      );
    }
  }
  return found;
}

function nounOf(adjective: number, { forms, stretch }: StatementWords, { last }: WordRange): number | undefined {
  for (let at = adjective + 1; at <= Math.min(last, adjective + NOUN_WITHIN) && stretch[at] === stretch[adjective]; at += 1) {
    if (forms[at] === 'cancer') return at;
  }
  return undefined;
}

/** The site stands right behind what leads to it, and is all that is named there: `to liver`, and not `and liver cirrhosis`. */
function isSpread({ at, last, extra }: StatementMatch, lead: number, { silent, stretch, commas }: StatementWords): boolean {
  if (at[0] !== lead || at.length < 2 || extra > (commas[last] ?? 0) - (commas[lead] ?? 0)) return false;
  const next = last + 1;
  return stretch[next] !== stretch[last] || commas[next] !== commas[last] || silent[next] === 1;
}

function isSecondary(label: string): boolean {
  return label.endsWith('> metastasis');
}
