import type { FoundCode } from '#app/bulk/code-line.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CodedDocument } from '../gold/coded-documents.ts';

/** One document as it was read. */
export interface Reading {
  readonly document: CodedDocument;
  readonly trace: Trace;
  readonly codes: readonly FoundCode[];
}

const MOST = 10;

interface Tally {
  count: number;
  example: string;
}

/**
 * The ten codes that are missed or wrongly given most often, each with why, as the trace has it: dropped by which rule, another code of
 * its category in its place, or never found in the words.
 */
export function missReasons(readings: readonly Reading[]): string[] {
  const tallies = new Map<string, Tally>();
  const add = (key: string, document: string): void => {
    const held = tallies.get(key);
    if (held === undefined) tallies.set(key, { count: 1, example: document });
    else held.count += 1;
  };
  for (const { document, trace, codes } of readings) {
    const given = new Set(codes.map(({ code }) => code));
    for (const code of document.gold) if (!given.has(code)) add(`missed ${code}: ${whyMissed(code, trace, given)}`, document.id);
    for (const { code, path } of codes) {
      if (!document.gold.has(code)) add(`given ${code}, which the gold set has not: by ${path}`, document.id);
    }
  }
  return [...tallies]
    .toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([says, { count, example }]) => `${count} x ${says} (such as in ${example})`);
}

function whyMissed(code: string, trace: Trace, given: ReadonlySet<string>): string {
  const mention = trace.mentions.find((one) => one.code === code);
  if (mention !== undefined) return `found as ${mention.path} and let go by ${ruleOf(mention.id, trace) ?? mention.assertion.rule}`;
  const near = [...given].find((other) => other.slice(0, 3) === code.slice(0, 3));
  if (near !== undefined) return `${near} of the same category stands in its place`;
  return 'no words were found that lead to it';
}

function ruleOf(mention: string, trace: Trace): string | undefined {
  return trace.steps.find((step) => step.mention === mention && step.outcome === 'dropped')?.rule;
}
