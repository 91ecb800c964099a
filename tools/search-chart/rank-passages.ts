import type { CitedSpan } from '../evidence/cited-span.ts';

const MOST_DENIALS_FIRST = 3;
const DENIES = '\\b(?:no|not|without|denies|denied|negative for|no evidence of|free of|ruled out)\\b[^.;:]{0,40}';
const DENIED = "[^.;:]{0,30}\\b(?:ruled out|(?<!be )excluded|negative|not seen|absent|unlikely|is not|was not|isn't|wasn't)\\b";
const ASKS =
  /\b(?:rule out|r\/o|possible|possibly|probable|suspected|suspicion|concern for|to be excluded|evaluate for|assess for|requested by|protocol|timing)\b|\?/i;
const TOPIC_ONLY = /\b(?:function|pressure|sugar|status)$/;

/**
 * The passages worth showing, best first: those that name the thing itself before those about its neighbourhood, and among the
 * first, what denies it before what states it and that before what only asks, so that neither "No PE." nor "Acute PE" is
 * missed. The same words are shown once; headings and column names, which say nothing, are left out.
 */
export function rankPassages<Passage extends CitedSpan>(
  query: string,
  { named, about }: { readonly named: readonly Passage[]; readonly about: readonly Passage[] },
  names: readonly string[],
  most: number,
): readonly Passage[] {
  const denies = deniesAny([query, ...names]);
  const telling = named.filter((span) => !saysNothing(span.text, query));
  const denials = telling.filter(({ text }) => denies.test(text)).slice(0, MOST_DENIALS_FIRST);
  const near = about.filter((span) => !saysNothing(span.text, query));
  const prose = near.filter(isProse);
  const stated = telling.filter(({ text }) => !ASKS.test(text));
  const ordered = [...denials, ...stated, ...telling, ...prose, ...near];
  return once(ordered).slice(0, most);
}

function deniesAny(names: readonly string[]): RegExp {
  const any = names
    .map((name) =>
      name
        .replaceAll(/[^\w\s-]/g, ' ')
        .trim()
        .replaceAll(/\s+/g, '\\s+'),
    )
    .join('|');
  return new RegExp(`${DENIES}\\b(?:${any})\\b|\\b(?:${any})\\b${DENIED}`, 'i');
}

/** A clinician's own sentence, as against a row of results. */
function isProse({ text, role }: CitedSpan): boolean {
  return role === 'provider' && (text.match(/\b[a-z]{2,}\b/g) ?? []).length >= 8;
}

function saysNothing(text: string, query: string): boolean {
  const bare = text.trim();
  const topic = bare.toLowerCase().replace(/[.:]$/, '');
  return bare.endsWith(':') || (topic === query.toLowerCase().trim() && TOPIC_ONLY.test(topic)) || isColumns(bare);
}

function isColumns(text: string): boolean {
  const columns = text.split(/\s{2,}|\t|\|/).filter((column) => column.trim() !== '');
  return columns.length >= 3 && !text.includes('\n') && !/\d/.test(text.replaceAll(/\([^)]*\)/g, ''));
}

function once<Passage extends CitedSpan>(spans: readonly Passage[]): readonly Passage[] {
  const seen = new Set<string>();
  return spans.filter(({ text }) => {
    const words = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
    return seen.size !== seen.add(words).size;
  });
}
