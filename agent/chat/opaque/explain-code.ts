import type { Block } from '#core/answer/block.ts';
import type { CodeExplanation, Suggestion } from '#core/coder/trace.ts';
import { ExplainedCode, explainCode } from '#tools/explain-code/tool.ts';
import { tierInWords } from '#tools/suggest-codes/present-suggestion.ts';
import { basisFacts, flagsOrders, ORDERS, standingWords } from './coding-words.ts';
import { each, facts, opaquely, text, title, titled, warning } from './presenter.ts';
import { citationIn, counted, ruleIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

type Row = readonly [string, string];

/** The verdict, by which step and rule it stands or fell, and the codes beside it; of the words, how many there are. */
export const opaqueExplanation = opaquely(
  explainCode,
  ExplainedCode,
  async ({ encounter, explanation, needs, evidence, standing, basis }, telling): Promise<readonly Block[]> => {
    const day = basis.codingDate;
    const { code, suggestion } = explanation;
    const flagged = flagsOrders(suggestion?.flags ?? []) || explanation.fellOutAt?.rule === 'read.instruction-like';
    return [
      title((await telling.titled(code, day)) ?? 'A code'),
      text(`${await telling.caseOf(encounter)}: ${verdict(explanation)}`),
      ...(standing === undefined ? [] : [text(`${code}: ${await standingWords(standing, telling)}.`)]),
      ...(flagged ? [warning(ORDERS)] : []),
      ...facts([
        ...(suggestion === undefined ? whereItFell(explanation) : whereItStands(suggestion, await telling.roles(needs))),
        ...(evidence.length === 0
          ? []
          : [['Words of the chart', `${counted(evidence.length, 'passage')}; open the case to read them`] as const]),
      ]),
      ...(suggestion === undefined ? [] : titled('Checks of the tabular list and the guidelines', await checks(suggestion, day, telling))),
      ...titled(suggestion === undefined ? 'Codes to look at' : 'Considered and not chosen', await beside(explanation, day, telling)),
      ...facts(await basisFacts(basis, telling)),
    ];
  },
);

function verdict({ verdict: said, suggestion }: CodeExplanation): string {
  switch (said) {
    case 'suggested': {
      const { evidence = [], against = [] } = suggestion ?? {};
      const denied =
        against.length === 0 ? '' : ` It is contested: ${counted(against.length, 'passage')} against it; ask the attending provider.`;
      return `suggested, on ${counted(evidence.length, 'passage')} of the chart.${denied}`;
    }
    case 'dropped':
      return 'considered and not suggested.';
    case 'not-supported':
      return 'no statement in the chart supports it.';
    case 'not-billable':
      return 'a header, which cannot be reported. One of the codes beneath it can.';
    case 'not-in-edition':
      return 'not a code of the edition that counts for this case.';
  }
}

function whereItStands({ guideline, rank, confidence, tier, open }: Suggestion, needs: readonly string[]): readonly Row[] {
  const cites = citationIn(guideline);
  return [
    ...(cites === undefined ? [] : [['Guideline', cites] as const]),
    ['Rank', rank === 'principal' ? 'first-listed' : 'additional'],
    [
      'Confidence',
      `${confidence.toFixed(2)} of 1: a rating from the signs for and against it, and no probability; ${tierInWords(tier, needs)}`,
    ],
    ...(open.length === 0 ? [] : [['Could be more specific', `in ${counted(open.length, 'way')}`] as const]),
  ];
}

function whereItFell({ fellOutAt, needed }: CodeExplanation): readonly Row[] {
  const missing: readonly Row[] =
    needed.length === 0 ? [] : [['Words needed', `${counted(needed.length, 'word')}; open the case to read them`]];
  if (fellOutAt === undefined) return missing;
  const { stage, rule, cites, other } = fellOutAt;
  const by = [ruleIn(rule), cites === undefined ? undefined : citationIn(cites)].filter((part) => part !== undefined);
  return [['Fell out at', [stage, ...by].join(', ')], ...(other === undefined ? [] : [['In favour of', other] as const]), ...missing];
}

/** Each by its rule and where it stands, with the other codes that it speaks of. */
function checks({ checks: all, code }: Suggestion, day: string, telling: Telling): Promise<readonly string[]> {
  return each(all, async ({ rule, says, cites }) => {
    const id = ruleIn(rule);
    if (id === undefined) return undefined;
    const at = cites === undefined ? undefined : citationIn(cites);
    const others = (await telling.codesIn(says, day)).filter((one) => one !== code);
    return `${id}${at === undefined ? '' : ` [${at}]`}${others.length === 0 ? '' : `: ${others.join(', ')}`}`;
  });
}

async function beside({ suggestion, neighbours }: CodeExplanation, day: string, telling: Telling): Promise<readonly string[]> {
  if (suggestion === undefined) return each(neighbours, ({ code }) => telling.titled(code, day));
  return each(suggestion.alternatives, async ({ code, rule }) => {
    const named = await telling.titled(code, day);
    const by = ruleIn(rule);
    return named === undefined || by === undefined ? named : `${named} (${by})`;
  });
}
