import type { Block } from '#core/answer/block.ts';
import { aRole } from '#guardrails/doubt.ts';
import { basisRows } from '../evidence/edition-line.ts';
import { asSentence } from '../evidence/sentence.ts';
import { againstClaims, claimDifferences } from './present-claims.ts';
import { presentPayment } from './present-payment.ts';
import { group, tierInWords } from './present-suggestion.ts';
import type { SuggestedCodes } from './tool.ts';

type Suggested = SuggestedCodes['suggestions'][number];

const MOST_REASONS = 8;
const MOST_WORDS = 5;

/** A few lines a code, so that all of them can be taken in at once; `explain_code` tells the rest of one. */
export function presentSuggestions(found: SuggestedCodes): Block[] {
  const { encounter, suggestions, basis } = found;
  if (found.show === 'claims') return againstClaims(found, readiness(found));
  if (found.show === 'payment') return presentPayment(found);
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
    ...claimDifferences(found),
    { kind: 'facts', rows: [...basisRows(basis), ...editorRow(found), ...admissionRows(found)] },
    ...(suggestions.length === 0 ? [] : [next(encounter, suggestions)]),
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
    ...(['look', 'senior'] as const).flatMap((tier) => group(headingOf(tier, others(tier)), others(tier))),
  ];
}

function headingOf(tier: Suggested['tier'], [first]: readonly Suggested[]): string {
  const words = tierInWords(tier, first?.needs ?? []);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function editorRow({ tables: { editor } }: SuggestedCodes): [string, string][] {
  return editor === undefined ? [] : [['Medicare Code Editor', editor.split('@')[0] ?? editor]];
}

/** The indicators of a stay in one row, so that a biller can copy them, and what they rest on. */
function admissionRows({ suggestions, tables, basis }: SuggestedCodes): [string, string][] {
  const told = suggestions.flatMap(({ code, admission }) => (admission === undefined ? [] : [`${code} ${admission.indicator}`]));
  if (told.length === 0) return [];
  const list = tables.poaExempt;
  const exempt =
    list === undefined
      ? `no list of exempt codes is in force on ${basis.codingDate}, so none is shown as exempt`
      : `1 is exempt by ${list.split('@')[0] ?? list}`;
  return [['Present on admission', `${told.join(', ')}; ${exempt}`]];
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

function next(encounter: string, suggestions: readonly Suggested[]): Block {
  const { code, needs = [] } = suggestions.find((one) => one.needs.length > 0) ?? {};
  const kept = code === undefined ? '' : ` ${code} is accepted by ${aRole(needs)}: "escalate ${code}" puts it up to one.`;
  return {
    kind: 'note',
    tone: 'plain',
    text: `Nothing is changed yet. "why <code>?" shows the rest on one: every passage, the index path, the checks and what was considered. "accept <code>" or "reject <code>, <reason>" decides one; "propose the codes for ${encounter}" puts them all up.${kept}`,
  };
}
