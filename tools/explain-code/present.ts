import type { Block } from '#core/answer/block.ts';
import type { Suggestion } from '#core/coder/trace.ts';
import { aRole } from '#guardrails/doubt.ts';
import { standingInWords, type CodeStanding } from '../coding/code-standing.ts';
import { quoteOf } from '../evidence/cited-span.ts';
import { basisRows } from '../evidence/edition-line.ts';
import { asSentence } from '../evidence/sentence.ts';
import { tierInWords } from '../suggest-codes/present-suggestion.ts';
import type { ExplainedCode } from './tool.ts';

export function presentExplanation({ encounter, explanation, needs, evidence, standing, basis }: ExplainedCode): Block[] {
  const { code, title, says, suggestion } = explanation;
  return [
    { kind: 'title', text: title === undefined ? code : `${code}  ${title}` },
    { kind: 'text', text: `${encounter}: ${says}${needs.length === 0 ? '' : ` Accepting it needs ${aRole(needs)}.`}` },
    ...(standing === undefined ? [] : [decided(code, standing)]),
    ...(suggestion === undefined ? whyNot(explanation) : []),
    ...(suggestion === undefined
      ? quotes(evidence, explanation)
      : [...quotes(evidence.filter(isSupport), explanation), ...denials(evidence.filter((one) => !isSupport(one)))]),
    ...(suggestion === undefined ? neighbours(explanation) : support(suggestion, needs)),
    { kind: 'facts', rows: basisRows(basis) },
  ];
}

function decided(code: string, standing: CodeStanding): Block {
  return {
    kind: 'note',
    tone: 'plain',
    text: asSentence(`${code} ${standing.state === 'waiting' ? '' : 'was '}${standingInWords(standing)}`),
  };
}

const ORDERS = 'This text reads like orders to a program. It is no evidence.';

function quotes(evidence: ExplainedCode['evidence'], { suggestion, fellOutAt }: ExplainedCode['explanation']): Block[] {
  if (evidence.length === 0) return [];
  const dropped = fellOutAt === undefined ? 'What the chart says instead' : 'The words that led to it';
  const flags = suggestion?.flags ?? (fellOutAt?.rule === 'read.instruction-like' ? [ORDERS] : []);
  return [
    { kind: 'title', text: suggestion === undefined ? dropped : 'The words that support it' },
    ...evidence.flatMap(({ span, sentence, assertion, cue, rule }): Block[] => [
      quoteOf(span, flags),
      { kind: 'facts', rows: [...inSentence(sentence, span.text), ['Asserted', howAsserted(assertion, cue, rule)]] },
    ]),
  ];
}

function isSupport({ assertion }: ExplainedCode['evidence'][number]): boolean {
  return assertion !== 'negated';
}

function denials(evidence: ExplainedCode['evidence']): Block[] {
  if (evidence.length === 0) return [];
  return [
    { kind: 'title', text: 'The words that deny it' },
    ...evidence.flatMap(({ span, sentence }): Block[] => [quoteOf(span), { kind: 'facts', rows: inSentence(sentence, span.text) }]),
  ];
}

function inSentence(sentence: string, words: string): [string, string][] {
  const folded = sentence.replaceAll(/\s+/g, ' ').trim();
  return folded === '' || folded === words ? [] : [['In the sentence', folded]];
}

function howAsserted(assertion: string, cue: string | undefined, rule: string | undefined): string {
  const stated = assertion === 'present' ? 'stated without a qualifying word' : 'by its place in the note';
  const by = cue === undefined ? stated : `by the words "${cue}"`;
  return `${assertion}, ${by}${rule === undefined ? '' : ` (${rule})`}`;
}

function support({ path, checks, guideline, confidence, tier, alternatives, open, rank }: Suggestion, needs: readonly string[]): Block[] {
  const rows: [string, string][] = [
    ['Index path', path],
    ['Guideline', guideline],
    ['Rank', rank === 'principal' ? 'first-listed' : 'additional'],
    [
      'Confidence',
      `${confidence.toFixed(2)} of 1: a rating from the signs for and against it, and no probability; ${tierInWords(tier, needs)}`,
    ],
  ];
  if (open.length > 0) rows.push(['More specific with', open.join(', ')]);
  return [
    { kind: 'facts', rows },
    { kind: 'title', text: 'Checks of the tabular list and the guidelines' },
    {
      kind: 'list',
      items:
        checks.length === 0
          ? ['No note of the edition binds this code here.']
          : checks.map(({ rule, says, cites }) => `${says}${cites === undefined ? '' : ` [${cites}]`} (${rule})`),
    },
    { kind: 'title', text: 'Considered and not chosen' },
    {
      kind: 'list',
      items:
        alternatives.length === 0
          ? ['No other code was led to by these words.']
          : alternatives.map(({ code, title, why }) => `${code} ${title}: ${why}`),
    },
  ];
}

function whyNot({ fellOutAt, needed }: ExplainedCode['explanation']): Block[] {
  const rows: [string, string][] = [];
  if (fellOutAt !== undefined) {
    const cites = fellOutAt.cites === undefined ? '' : ` [${fellOutAt.cites}]`;
    rows.push(['Fell out at', `${fellOutAt.stage}: ${fellOutAt.says}${cites} (${fellOutAt.rule})`]);
  }
  if (needed.length > 0) rows.push(['Words needed', needed.map((word) => `"${word}"`).join(', ')]);
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}

function neighbours({ neighbours: all }: ExplainedCode['explanation']): Block[] {
  if (all.length === 0) return [];
  return [
    { kind: 'title', text: 'Codes to look at' },
    { kind: 'list', items: all.map(({ code, title }) => `${code} ${title}`) },
  ];
}
