import { readIcd10Cm } from '#core/codes.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { Editions } from '#tools/unit.ts';
import { proposalIn } from '../opaque/safe-parts.ts';
import type { ChatUnit } from '../store.ts';
import { strangerIn } from './strangers.ts';
import { marksOfChart, RUN, type Marks } from './marks-of-chart.ts';
import { runsOf, wordsOf } from './words-of.ts';

/** `found` names kinds of fields, and nothing that stood in one. */
export type Checked = 'clean' | { readonly found: readonly string[] };

/**
 * The second wall: searches what is about to leave for a place that may hold nothing of a patient, for what identifies the patients of
 * these cases, and for words of their charts. Whatever made the text, it is not trusted here.
 */
export type CheckOutbound = (body: string, about: { readonly encounters: readonly string[] }, unit: ChatUnit) => Promise<Checked>;

/** Charts whose marks are kept in memory, the one that was least lately asked for leaving first. */
const MOST_KEPT = 64;

export function checkOutbound({ editions }: { readonly editions: Pick<Editions, 'on'> }): CheckOutbound {
  const kept = new Map<string, Marks>();
  const marksOf = async (encounter: string, unit: ChatUnit): Promise<Marks | undefined> => {
    const version = await unit.sources.version(`chart:${encounter}`);
    if (version === undefined) return undefined;
    const key = `${encounter} ${version}`;
    const chart = kept.has(key) ? undefined : await unit.charts.find(encounter);
    const marks = kept.get(key) ?? (chart && marksOfChart(chart));
    if (marks === undefined) return undefined;
    kept.delete(key);
    kept.set(key, marks);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return marks;
  };
  return async (body, { encounters }, unit) => {
    const read = await withoutStaff(body, unit);
    const found = new Set(await strangerIn(read, unit));
    for (const encounter of new Set(encounters)) {
      const marks = await marksOf(encounter, unit);
      if (marks === undefined) continue;
      const plain = withoutTitles(read, await editions.on(marks.codingDate, unit).catch(() => undefined));
      for (const field of await fieldsIn(plain, marks, unit)) found.add(field);
    }
    return found.size === 0 ? 'clean' : { found: [...found] };
  };
}

/** Whoever works here may bear a patient's name. */
async function withoutStaff(body: string, { principals }: ChatUnit): Promise<string> {
  const people = (await principals.list()).flatMap(({ id, name }) => [name, id]);
  return people.toSorted((a, b) => b.length - a.length).reduce((text, one) => text.replaceAll(one, '\n'), body);
}

/** Official titles of the codes that stand in it are nobody's words, though a chart may have the same. */
function withoutTitles(body: string, edition: CompiledEdition | undefined): string {
  if (edition === undefined) return body;
  const codes = new Set((body.match(/\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g) ?? []).flatMap((code) => readIcd10Cm(code) ?? []));
  const titles = [...codes].flatMap((code) => edition.code(code)?.title ?? []);
  return titles.toSorted((a, b) => b.length - a.length).reduce((text, title) => text.replaceAll(title, '\n'), body);
}

async function fieldsIn(body: string, marks: Marks, unit: ChatUnit): Promise<readonly string[]> {
  const words = wordsOf(body);
  const line = ` ${words.join(' ')} `;
  const named = words.some((word) => marks.names.has(word)) || marks.wholeNames.some((name) => line.includes(` ${name} `));
  const quoted = body.split('\n').some((part) => runsOf(wordsOf(part), RUN).some((run) => marks.runs.has(run)));
  const fields = [...(named ? ['patient.name'] : []), ...(quoted ? ['words of a document'] : [])];
  for (const [field, text] of marks.texts) {
    if (!fields.includes(field) && (await standsIn(body, field, text, unit))) fields.push(field);
  }
  return fields;
}

/** A day with an hour behind it is one of the ledger; where an edition begins or ends is in the edition; a proposal may be called as a patient is. */
async function standsIn(body: string, field: string, text: string, unit: ChatUnit): Promise<boolean> {
  const isDay = field === 'day of care' || field === 'patient.birthDate';
  const of = isDay
    ? escaped(text)
    : text
        .split(/[-. ]+/)
        .map(escaped)
        .join('[-. ]{0,2}');
  const hour = field === 'day of care' ? String.raw`(?![ T]\d{2}:\d{2})` : '';
  if (!new RegExp(`(?<![\\p{L}\\p{N}])${of}(?![\\p{L}\\p{N}])${hour}`, 'iu').test(body)) return false;
  if (field === 'day of care') return !(await isEditionDay(text, unit));
  return proposalIn(text) === undefined || (await unit.proposals.find(text)) === undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

async function isEditionDay(day: string, { editionRecords }: ChatUnit): Promise<boolean> {
  return (await editionRecords.list()).some(({ head }) => head.from === day || head.to === day);
}
