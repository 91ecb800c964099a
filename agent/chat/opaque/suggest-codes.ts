import type { Block } from '#core/answer/block.ts';
import { suggestCodes, SuggestedCodes } from '#tools/suggest-codes/tool.ts';
import { tierInWords } from '#tools/suggest-codes/present-suggestion.ts';
import { opaqueClaims } from './claims.ts';
import { basisFacts, flagsOrders, ORDERS, standingWords } from './coding-words.ts';
import { each, facts, opaquely, text, title, titled, warning } from './presenter.ts';
import { codeIn, counted } from './safe-parts.ts';
import type { Telling } from './telling.ts';

type Suggested = SuggestedCodes['suggestions'][number];

/** The codes, each with its official title, what it asks of whoever decides, and on how many passages it stands. */
export const opaqueSuggestions = opaquely(suggestCodes, SuggestedCodes, async (found, telling): Promise<readonly Block[]> => {
  const { encounter, suggestions, show, basis } = found;
  const place = await telling.caseOf(encounter);
  const about = { all: 'Codes for', claims: 'Claims on file and the chart of', payment: 'Payment flags of' }[show];
  return [
    title(`${about} ${place}`),
    ...readiness(found),
    ...(suggestions.some(({ flags }) => flagsOrders(flags)) ? [warning(ORDERS)] : []),
    ...(show === 'claims' ? [] : await codes(found, telling)),
    ...(show === 'all' ? passedOver(found) : []),
    ...(show === 'payment' ? [] : await opaqueClaims(found, telling)),
    ...facts([...(await basisFacts(basis, telling)), ...(show === 'all' ? admissionRow(suggestions) : [])]),
  ];
});

/** What is missing may be a document by its name, so it is counted. */
function readiness({ ready, missing }: SuggestedCodes): readonly Block[] {
  return ready
    ? []
    : [warning(`This chart is not ready to be coded for good: ${counted(missing.length, 'thing is', 'things are')} missing.`)];
}

async function codes(found: SuggestedCodes, telling: Telling): Promise<readonly Block[]> {
  const { suggestions, show } = found;
  if (suggestions.length === 0) return [text('No code is supported by the words of this chart.')];
  const listed = async (name: string, those: readonly Suggested[]) =>
    titled(those.length === 1 ? name : `${name} (${those.length})`, await each(those, (one) => item(one, found, telling)));
  if (show === 'payment') return listed('By code', suggestions);
  const others = (tier: Suggested['tier']) => suggestions.filter((one) => one.rank === 'other' && one.tier === tier);
  return [
    text(`${counted(suggestions.length, 'code is', 'codes are')} supported by the words of this chart.`),
    ...(await listed(
      'First-listed',
      suggestions.filter(({ rank }) => rank === 'principal'),
    )),
    ...(await listed('Well supported', others('straightforward'))),
    ...(await listed('Needs a look', others('look'))),
    ...(await listed('For a senior coder', others('senior'))),
  ];
}

async function item(one: Suggested, { basis, show }: SuggestedCodes, telling: Telling): Promise<string | undefined> {
  const named = await telling.titled(one.code, basis.codingDate);
  if (named === undefined) return undefined;
  if (show === 'payment') return `${named}\n${payment(one)}`;
  const { assertion, confidence, tier, needs, rank, evidence, against, open, edits = [], standing, flags } = one;
  const remarks = [
    counted(evidence.length, 'passage'),
    ...(against.length === 0 ? [] : [`contested by ${counted(against.length, 'passage')}`]),
    ...(assertion === 'present' ? [] : [assertion]),
    ...(tier === 'straightforward'
      ? []
      : [`confidence ${confidence.toFixed(2)}${rank === 'principal' ? `, ${tierInWords(tier, await telling.roles(needs))}` : ''}`]),
    ...(open.length === 0 ? [] : ['could be more specific']),
    ...(flags.length === 0 ? [] : [counted(flags.length, 'warning')]),
    ...(edits.length === 0 ? [] : [`${counted(edits.length, 'finding')} of the Medicare Code Editor`]),
  ];
  return [named, remarks.join('; '), ...(standing === undefined ? [] : [await standingWords(standing, telling)])].join('\n');
}

function payment({ payment: { hcc, severity } = {} }: Suggested): string {
  const parts = [
    ...(hcc === undefined
      ? []
      : [hcc.length === 0 ? 'no risk adjustment category' : counted(hcc.length, 'risk adjustment category', 'risk adjustment categories')]),
    ...(severity === undefined ? [] : [severity.replaceAll('-', ' ')]),
  ];
  return parts.length === 0 ? 'not known: no table is in force' : parts.join('; ');
}

/** Words that were seen and not coded, by how they are asserted, and documents that were not read. */
function passedOver({ notCoded, notRead }: SuggestedCodes): readonly Block[] {
  const groups = Map.groupBy(notCoded, ({ assertion }) => assertion);
  const items = [...groups].map(([assertion, those]) => {
    const seen = [...new Set(those.flatMap(({ code }) => codeIn(code) ?? []))];
    return `${assertion}: ${counted(those.length, 'passage')}${seen.length === 0 ? '' : `, of ${seen.join(', ')}`}`;
  });
  return [
    ...titled('Seen and not coded', items),
    ...(notRead.length === 0 ? [] : [text(`Not coded from: ${counted(notRead.length, 'document')}.`)]),
  ];
}

function admissionRow(suggestions: readonly Suggested[]): readonly (readonly [string, string])[] {
  const told = suggestions.flatMap(({ code, admission }) =>
    admission === undefined || codeIn(code) === undefined ? [] : [`${code} ${admission.indicator}`],
  );
  return told.length === 0 ? [] : [['Present on admission', told.join(', ')]];
}
