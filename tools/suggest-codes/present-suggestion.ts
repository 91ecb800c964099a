import type { Block } from '#core/answer/block.ts';
import { aRole } from '#guardrails/doubt.ts';
import { standingInWords } from '../coding/code-standing.ts';
import type { SuggestedCodes } from './tool.ts';

type Suggested = SuggestedCodes['suggestions'][number];

const LONGEST_QUOTE = 100;

const TIERS = { straightforward: 'straightforward', look: 'needs a look', senior: 'for a senior coder' } as const;

/** What a tier asks of the person who decides, or whom the policy keeps it for: `needs a coding lead`. */
export function tierInWords(tier: Suggested['tier'], needs: readonly string[]): string {
  return needs.length === 0 ? TIERS[tier] : `needs ${aRole(needs)}`;
}

/** Suggestions under one heading, a few lines each. */
export function group(name: string, suggestions: readonly Suggested[]): Block[] {
  if (suggestions.length === 0) return [];
  return [
    { kind: 'title', text: suggestions.length === 1 ? name : `${name} (${suggestions.length})` },
    { kind: 'list', items: suggestions.map(item) },
  ];
}

/** Code and title; the strongest words for each part of it and where they stand; what is open, and how people decided. */
function item(suggested: Suggested): string {
  const {
    code,
    title,
    rank,
    assertion,
    confidence,
    tier,
    needs,
    path,
    evidence,
    against,
    open,
    flags,
    standing,
    admission,
    edits = [],
  } = suggested;
  // The parts of a joint code come first in its evidence, one passage each.
  const parts = path.split(' + ').length;
  const remarks = [
    ...(assertion === 'present' ? [] : [assertion]),
    ...(tier === 'straightforward'
      ? []
      : [`confidence ${confidence.toFixed(2)}${rank === 'principal' ? `, ${tierInWords(tier, needs)}` : ''}`]),
    ...(open.length === 0 ? [] : [`more specific with ${open.join(', ')}`]),
  ];
  return [
    `${code}  ${title}`,
    ...evidence.slice(0, parts).map(placed),
    ...against.map((denial) => `contested: ${placed(denial)}`),
    ...(remarks.length === 0 ? [] : [remarks.join('; ')]),
    ...onAdmission(admission),
    ...(standing === undefined ? [] : [standingInWords(standing)]),
    ...flags.map((flag) => `! ${flag}`),
    ...edits.map((edit) => `! Medicare Code Editor: ${edit}`),
  ].join('\n');
}

/** What is plainly present goes without saying; the rest is told with the reason. */
function onAdmission(admission: Suggested['admission']): string[] {
  if (admission === undefined || admission.indicator === 'Y' || admission.indicator === '1') return [];
  return [`present on admission: ${admission.indicator}. ${admission.says}${admission.ask ? ' Ask the provider.' : ''}`];
}

export function placed({ text, document, section, start, end }: Suggested['evidence'][number]): string {
  const said = text.replaceAll(/\s+/g, ' ').trim();
  const shown = said.length <= LONGEST_QUOTE ? said : `${said.slice(0, LONGEST_QUOTE)}…`;
  const where = section === 'unsectioned' ? '' : ` ${section.replaceAll('-', ' ')}`;
  return `"${shown}" (${document}${where}, ${start}-${end})`;
}
