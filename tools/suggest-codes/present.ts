import type { Block } from '#core/answer/block.ts';
import { quoteOf } from '../evidence/cited-span.ts';
import { basisRows } from '../evidence/edition-line.ts';
import type { SuggestedCodes } from './tool.ts';

const MOST_NOT_CODED = 12;

export function presentSuggestions(found: SuggestedCodes): Block[] {
  const { encounter, suggestions, basis } = found;
  const count = suggestions.length === 1 ? '1 code is' : `${suggestions.length} codes are`;
  return [
    { kind: 'title', text: `Codes for ${encounter}` },
    ...readiness(found),
    {
      kind: 'text',
      text:
        suggestions.length === 0 ? 'No code is supported by the words of this chart.' : `${count} supported by the words of this chart.`,
    },
    ...suggestions.flatMap(card),
    ...notCoded(found),
    ...notRead(found),
    ...claims(found),
    { kind: 'facts', rows: basisRows(basis) },
    ...(suggestions.length === 0 ? [] : [next(encounter)]),
  ];
}

function readiness({ ready, missing }: SuggestedCodes): Block[] {
  if (ready) return [];
  return [{ kind: 'note', tone: 'warning', text: `This chart is not ready to be coded for good: ${missing.join('; ')}.` }];
}

function card({ code, title, rank, assertion, confidence, tier, evidence, open, flags }: SuggestedCodes['suggestions'][number]): Block[] {
  const [first, ...more] = evidence;
  const rows: [string, string][] = [
    ['Rank', rank === 'principal' ? 'first-listed' : 'additional'],
    ['Asserted', assertion],
    ['Confidence', `${confidence.toFixed(2)}, ${TIERS[tier]}`],
  ];
  if (open.length > 0) rows.push(['More specific with', open.join(', ')]);
  if (more.length > 0) rows.push(['Also said', `${more.length} more time${more.length === 1 ? '' : 's'}: ask "why ${code}?"`]);
  return [{ kind: 'title', text: `${code}  ${title}` }, ...(first === undefined ? [] : [quoteOf(first, flags)]), { kind: 'facts', rows }];
}

/** What a tier asks of the person who decides. */
export const TIERS = {
  straightforward: 'straightforward',
  look: 'needs a look',
  senior: 'for a senior coder',
} as const;

function notCoded({ notCoded: all }: SuggestedCodes): Block[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, MOST_NOT_CODED)
    .map(
      ({ span, code, why }) =>
        `"${span.text}" (${span.document}, ${span.start}-${span.end})${code === undefined ? '' : `, ${code}`}: ${why}`,
    );
  const rest = all.length - lines.length;
  if (rest > 0) lines.push(`${rest} more in the trace.`);
  return [
    { kind: 'title', text: 'Seen and not coded' },
    { kind: 'list', items: lines },
  ];
}

function notRead({ notRead: all }: SuggestedCodes): Block[] {
  if (all.length === 0) return [];
  return [
    { kind: 'title', text: 'Not coded from' },
    { kind: 'list', items: all.map(({ document, why }) => `${document}: ${why}`) },
  ];
}

function claims({ claims: all }: SuggestedCodes): Block[] {
  return all
    .filter(({ notSupported, notClaimed }) => notSupported.length + notClaimed.length > 0)
    .flatMap(({ claim, notSupported, notClaimed }): Block[] => [
      { kind: 'title', text: `Against claim ${claim}` },
      {
        kind: 'facts',
        rows: [
          ['On the claim, not supported', notSupported.join(', ') || 'none'],
          ['Supported, not on the claim', notClaimed.join(', ') || 'none'],
        ],
      },
    ]);
}

function next(encounter: string): Block {
  return {
    kind: 'note',
    tone: 'plain',
    text: `Nothing is changed yet. "why <code>?" shows the support, "accept <code>" or "reject <code>, <reason>" decides one, "propose the codes for ${encounter}" puts them all up.`,
  };
}
