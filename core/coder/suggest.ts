import type { CompiledEdition } from '../terminology/compiled-edition.ts';
import type { Candidate, Desk } from './candidate.ts';
import { evidenceOf, type FoundMention } from './found-mention.ts';
import { listAlternatives } from './list-alternatives.ts';
import { rateConfidence, tierOf } from './rate-confidence.ts';
import type { Span, Suggestion } from './trace.ts';

export interface SuggestionContext {
  readonly edition: CompiledEdition;
  readonly suggested: ReadonlySet<string>;
  readonly lastWord: Desk['lastWord'];
}

/** A candidate that came through, with everything a card shows. `undefined` when the edition does not hold it. */
export function suggest(candidate: Candidate, rank: Suggestion['rank'], context: SuggestionContext): Suggestion | undefined {
  const { edition, suggested, lastWord } = context;
  const entry = edition.code(candidate.code);
  const lead = candidate.mentions[0];
  if (entry === undefined || !entry.billable || lead === undefined) return undefined;
  const open = openAxes(lead, entry.title, edition);
  const flags = [...candidate.flags, ...documentFlags(candidate.mentions)];
  const features = {
    section: lead.weight,
    documents: documentsOf(candidate.mentions),
    status: candidate.status,
    notFinal: lastWord !== undefined && !candidate.mentions.some(({ source }) => source === lastWord),
    open: open.length,
    flags: flags.length,
    conflict: candidate.conflict,
    fromTitle: lead.entry.origin === 'title',
  };
  const confidence = rateConfidence(features);
  return {
    code: candidate.code,
    title: entry.title,
    rank,
    assertion: candidate.status,
    evidence: distinct(candidate.mentions.map(evidenceOf)),
    mentions: candidate.mentions.map(({ id }) => id),
    path: candidate.path,
    checks: [...candidate.checks],
    guideline: candidate.guideline,
    alternatives: listAlternatives(candidate, suggested, edition),
    open,
    confidence,
    tier: tierOf(confidence, features),
    flags,
  };
}

/** Axes that the index could still follow, where the code that was reached is an unspecified one. */
function openAxes({ entry, names }: FoundMention, title: string, edition: CompiledEdition): string[] {
  if (!/\bunspecified\b/i.test(title)) return [];
  const filled = new Set([...names].map(edition.axisOf));
  const axes = entry.subterms.flatMap((subterm) => subterm.names.map(edition.axisOf));
  return [...new Set(axes)].filter((axis) => !filled.has(axis));
}

function documentFlags(mentions: readonly FoundMention[]): string[] {
  const flags: string[] = [];
  const own = mentions.filter(({ copiedFrom }) => copiedFrom === undefined);
  const copied = mentions.filter(({ copiedFrom }) => copiedFrom !== undefined);
  if (copied.length > 0 && documentsOf(own) <= 1) {
    const documents = [...new Set(copied.map(({ source }) => source.document.id))];
    flags.push(`Copied forward: ${documents.join(', ')} only ${documents.length === 1 ? 'repeats' : 'repeat'} the words.`);
  }
  const tainted = [...new Set(mentions.filter(({ source }) => source.instructions.length > 0).map(({ source }) => source.document.id))];
  for (const id of tainted) flags.push(`Instruction-like text in ${id}.`);
  return flags;
}

function documentsOf(mentions: readonly FoundMention[]): number {
  return new Set(mentions.filter(({ copiedFrom }) => copiedFrom === undefined).map(({ source }) => source.document.id)).size;
}

function distinct(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter(({ document, start, end }) => {
    const key = `${document} ${start} ${end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
