import { categoryOf } from '../codes.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { CompiledEdition } from '../terminology/compiled-edition.ts';
import type { Candidate, Desk } from './set/candidate.ts';
import { assertedWords, evidenceOf, type FoundMention } from './words/found-mention.ts';
import { isFinalDocument } from './documents/section-weight.ts';
import type { ReadDocument } from './documents/read-documents.ts';
import { listAlternatives } from './list-alternatives.ts';
import { rateConfidence } from './rate-confidence.ts';
import { tierOf } from './tier-of.ts';
import { isOfItsList } from './standing.ts';
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
  const open = openAxes(candidate, lead, entry.title, edition);
  const flags = [...candidate.flags, ...documentFlags(candidate.mentions)];
  const notFinal = lastWord !== undefined && !candidate.mentions.some(({ source }) => source === lastWord);
  const features = {
    section: isOfItsList(lead.sentence.section.kind, candidate.code) ? ('history' as const) : lead.weight,
    documents: documentsOf(candidate.mentions),
    status: candidate.status,
    notFinal: notFinal && !inAnyPattern(['Z00-Z99'], candidate.code),
    open: open.length,
    flags: flags.length,
    conflict: candidate.conflict,
    fromTitle: lead.entry.origin !== 'phrase',
  };
  const confidence = rateConfidence(features);
  return {
    code: candidate.code,
    title: entry.title,
    rank,
    assertion: candidate.status,
    evidence: distinct(candidate.mentions.map(evidenceOf)),
    against: distinct(candidate.against.map(assertedWords)),
    mentions: candidate.mentions.map(({ id }) => id),
    path: candidate.path,
    checks: [...candidate.checks],
    guideline: candidate.guideline,
    alternatives: listAlternatives(candidate, suggested, edition),
    open,
    confidence,
    tier: tierOf(confidence, features),
    ...(candidate.conflict && { conflict: true as const }),
    flags: notFinal ? [...flags, ...notCarried(candidate, lastWord)] : flags,
  };
}

/** A diagnosis of one document that the discharge summary leaves out: what a reviewer of the stay asks about first. */
function notCarried({ code, mentions }: Candidate, { document: last }: ReadDocument): string[] {
  const documents = [...new Set(mentions.map(({ source }) => source.document.id))];
  if (!isFinalDocument(last.type) || documents.length > 1 || !/^[A-T]/.test(code)) return [];
  return [`Named in ${documents.join('')} only; the discharge summary ${last.id} does not carry it.`];
}

/** Axes by which the index leads on to another code of the category, where the code that was reached is an unspecified one. */
function openAxes({ code, parts }: Candidate, { entry, names }: FoundMention, title: string, edition: CompiledEdition): string[] {
  if (parts.length > 0 || !/\bunspecified\b/i.test(title)) return [];
  const filled = new Set([...names].map(edition.axisOf));
  const onward = entry.subterms.filter(({ target }) => target !== code && categoryOf(target) === categoryOf(code));
  const axes = onward.flatMap((subterm) => subterm.names.map(edition.axisOf));
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

/** Each passage once: not the same words of a document again, nor a part of a longer passage. */
function distinct(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const known = kept.some(
      ({ document, start, end, text }) =>
        document === span.document && (text.toLowerCase() === span.text.toLowerCase() || (start <= span.start && span.end <= end)),
    );
    if (!known) kept.push(span);
  }
  return kept;
}
