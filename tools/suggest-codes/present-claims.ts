import type { Block } from '#core/answer/block.ts';
import { basisRows } from '../evidence/edition-line.ts';
import type { ClaimDifference, UnsupportedCode } from './compare-with-claims.ts';
import { group, placed } from './present-suggestion.ts';
import type { SuggestedCodes } from './tool.ts';

/** The comparison alone, each code with its title: what the chart says of one on the claim, and the words for one that is missing. */
export function againstClaims(found: SuggestedCodes, readiness: readonly Block[]): Block[] {
  const { encounter, claims: all, suggestions, basis } = found;
  const lacking = suggestions.filter(({ code }) => all.some(({ notClaimed }) => notClaimed.includes(code)));
  const says =
    all.length === 0
      ? `No claim with diagnoses is on file for ${encounter}.`
      : !all.some(differs)
        ? 'The claim on file and what the chart supports are the same.'
        : '"why <code>?" shows for each code what the chart says, or what it would have to say.';
  return [
    { kind: 'title', text: `Claims on file and the chart of ${encounter}` },
    ...readiness,
    { kind: 'text', text: says },
    ...all.filter(differs).flatMap((one) => [...rows(one), ...unsupported(one)]),
    ...group('Supported, not on the claim', lacking),
    { kind: 'facts', rows: basisRows(basis) },
  ];
}

/** The codes alone, for the answer about everything. */
export function claimDifferences({ claims }: SuggestedCodes): Block[] {
  return claims.filter(differs).flatMap(rows);
}

function differs({ notSupported, contested, notClaimed }: ClaimDifference): boolean {
  return notSupported.length + contested.length + notClaimed.length > 0;
}

function rows({ claim, notSupported, contested, notClaimed, partial }: ClaimDifference): Block[] {
  return [
    { kind: 'title', text: `Against claim ${claim}` },
    {
      kind: 'facts',
      rows: [
        ['On the claim, not supported', notSupported.join(', ') || 'none'],
        ...(contested.length === 0
          ? []
          : [['On the claim, contested in the chart', `${contested.join(', ')}; ask the attending provider`] as [string, string]]),
        ...(partial ? [] : [['Supported by the chart, not on this claim', notClaimed.join(', ') || 'none'] as [string, string]]),
      ],
    },
  ];
}

function unsupported({ claim, reasons }: ClaimDifference): Block[] {
  if (reasons.length === 0) return [];
  return [
    {
      kind: 'title',
      text: reasons.length === 1 ? `On claim ${claim}, not supported` : `On claim ${claim}, not supported (${reasons.length})`,
    },
    { kind: 'list', items: reasons.map(item) },
  ];
}

function item({ code, title, says, cites, evidence }: UnsupportedCode): string {
  return [
    title === undefined ? code : `${code}  ${title}`,
    cites === undefined ? says : `${says} [${cites}]`,
    ...(evidence === undefined ? [] : [placed(evidence)]),
  ].join('\n');
}
