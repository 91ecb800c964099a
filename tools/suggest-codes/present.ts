import type { Block } from '#core/answer/block.ts';
import { standingInWords } from '../coding/code-standing.ts';
import { basisRows } from '../evidence/edition-line.ts';
import { asSentence } from '../evidence/sentence.ts';
import type { SuggestedCodes } from './tool.ts';

type Suggested = SuggestedCodes['suggestions'][number];

const LONGEST_QUOTE = 100;
const MOST_REASONS = 8;
const MOST_WORDS = 5;

/** What a tier asks of the person who decides. */
export const TIERS = {
  straightforward: 'straightforward',
  look: 'needs a look',
  senior: 'for a senior coder',
} as const;

/** A few lines a code, so that all of them can be taken in at once; `explain_code` tells the rest of one. */
export function presentSuggestions(found: SuggestedCodes): Block[] {
  const { encounter, suggestions, basis } = found;
  if (found.show === 'claims') return againstClaims(found);
  const count = suggestions.length === 1 ? '1 code is' : `${suggestions.length} codes are`;
  return [
    { kind: 'title', text: `Codes for ${encounter}` },
    ...readiness(found),
    {
      kind: 'text',
      text:
        suggestions.length === 0 ? 'No code is supported by the words of this chart.' : `${count} supported by the words of this chart.`,
    },
    ...groups(suggestions),
    ...notCoded(found),
    ...notRead(found),
    ...claims(found),
    { kind: 'facts', rows: basisRows(basis) },
    ...(suggestions.length === 0 ? [] : [next(encounter)]),
  ];
}

function readiness({ ready, missing }: SuggestedCodes): Block[] {
  if (ready) return [];
  const text = asSentence(`This chart is not ready to be coded for good: ${missing.join(' ')}`);
  return [{ kind: 'note', tone: 'warning', text }];
}

function groups(suggestions: readonly Suggested[]): Block[] {
  const others = (tier: Suggested['tier']) => suggestions.filter((one) => one.rank === 'other' && one.tier === tier);
  return [
    ...group(
      'First-listed',
      suggestions.filter(({ rank }) => rank === 'principal'),
    ),
    ...group('Well supported', others('straightforward')),
    ...group('Needs a look', others('look')),
    ...group('For a senior coder', others('senior')),
  ];
}

function group(name: string, suggestions: readonly Suggested[]): Block[] {
  if (suggestions.length === 0) return [];
  return [
    { kind: 'title', text: suggestions.length === 1 ? name : `${name} (${suggestions.length})` },
    { kind: 'list', items: suggestions.map(item) },
  ];
}

/** Code and title; the strongest words for each part of it and where they stand; what is open, and how people decided. */
function item({ code, title, rank, assertion, confidence, tier, path, evidence, against, open, flags, standing }: Suggested): string {
  // The parts of a joint code come first in its evidence, one passage each.
  const parts = path.split(' + ').length;
  const remarks = [
    ...(assertion === 'present' ? [] : [assertion]),
    ...(tier === 'straightforward' ? [] : [`confidence ${confidence.toFixed(2)}${rank === 'principal' ? `, ${TIERS[tier]}` : ''}`]),
    ...(open.length === 0 ? [] : [`more specific with ${open.join(', ')}`]),
  ];
  return [
    `${code}  ${title}`,
    ...evidence.slice(0, parts).map(placed),
    ...against.map((denial) => `contested: ${placed(denial)}`),
    ...(remarks.length === 0 ? [] : [remarks.join('; ')]),
    ...(standing === undefined ? [] : [standingInWords(standing)]),
    ...flags.map((flag) => `! ${flag}`),
  ].join('\n');
}

function placed({ text, document, section, start, end }: Suggested['evidence'][number]): string {
  const said = text.replaceAll(/\s+/g, ' ').trim();
  const shown = said.length <= LONGEST_QUOTE ? said : `${said.slice(0, LONGEST_QUOTE)}…`;
  const where = section === 'unsectioned' ? '' : ` ${section.replaceAll('-', ' ')}`;
  return `"${shown}" (${document}${where}, ${start}-${end})`;
}

/** What was passed over, under the reason: each pair of words and code once. */
function notCoded({ notCoded: all }: SuggestedCodes): Block[] {
  if (all.length === 0) return [];
  const words = new Map<string, Set<string>>();
  for (const { span, code, why } of all) {
    const said = words.get(why) ?? new Set<string>();
    words.set(why, said.add(`"${span.text.replaceAll(/\s+/g, ' ')}"${code === undefined ? '' : ` ${code}`}`));
  }
  const reasons = [...words].toSorted(([, a], [, b]) => b.size - a.size);
  const items = reasons.slice(0, MOST_REASONS).map(([why, said]) => `${asSentence(why)} ${few([...said])}`);
  const rest = reasons.length - items.length;
  if (rest > 0) items.push(`${rest} more ${rest === 1 ? 'reason' : 'reasons'} in the trace.`);
  return [
    { kind: 'title', text: 'Seen and not coded' },
    { kind: 'list', items },
  ];
}

function few(said: readonly string[]): string {
  const more = said.length - MOST_WORDS;
  return more > 0 ? `${said.slice(0, MOST_WORDS).join(', ')} and ${more} more` : said.join(', ');
}

function notRead({ notRead: all }: SuggestedCodes): Block[] {
  if (all.length === 0) return [];
  return [
    { kind: 'title', text: 'Not coded from' },
    { kind: 'list', items: all.map(({ document, why }) => `${document}: ${why}`) },
  ];
}

/** The comparison alone, with the title and the standing of what the chart supports and the claim lacks. */
function againstClaims(found: SuggestedCodes): Block[] {
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
    ...readiness(found),
    { kind: 'text', text: says },
    ...claims(found),
    ...group('Supported, not on the claim', lacking),
    { kind: 'facts', rows: basisRows(basis) },
  ];
}

function differs({ notSupported, contested, notClaimed }: SuggestedCodes['claims'][number]): boolean {
  return notSupported.length + contested.length + notClaimed.length > 0;
}

function claims({ claims: all }: SuggestedCodes): Block[] {
  return all.filter(differs).flatMap(({ claim, notSupported, contested, notClaimed, partial }): Block[] => [
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
  ]);
}

function next(encounter: string): Block {
  return {
    kind: 'note',
    tone: 'plain',
    text: `Nothing is changed yet. "why <code>?" shows the rest on one: every passage, the index path, the checks and what was considered. "accept <code>" or "reject <code>, <reason>" decides one; "propose the codes for ${encounter}" puts them all up.`,
  };
}
