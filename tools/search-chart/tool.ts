import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { DocumentStatus, type Chart } from '#core/chart/chart.ts';
import { readNote } from '#core/text/read-note.ts';
import { chartOf } from '../coding/chart-of.ts';
import { defineTool } from '../define-tool.ts';
import { CitedSpan, citeSpan, quoteOf } from '../evidence/cited-span.ts';
import type { SearchHit } from '../unit.ts';
import { fromItsDoubt } from './from-its-doubt.ts';
import { rankPassages } from './rank-passages.ts';
import { relatedWords } from './related-words.ts';
import { otherNames } from './same-thing.ts';

const MOST_PASSAGES = 8;
/** Of each search, so that headings and repetitions can be left out of what is shown. */
const MOST_LOOKED_AT = 40;
const MOST_OBSERVATIONS = 12;

/** Documents that no longer speak for the chart: another patient's, or replaced. */
const STRUCK: readonly DocumentStatus[] = ['entered-in-error', 'superseded'];
const UNSIGNED = '(preliminary, not signed)';

const FoundPassage = CitedSpan.extend({ status: DocumentStatus });
type FoundPassage = z.infer<typeof FoundPassage>;

export const FoundInChart = z.object({
  encounter: z.string(),
  query: z.string(),
  /** Words that were searched for beside the query. */
  also: z.array(z.string()),
  passages: z.array(FoundPassage),
  /** Documents that have the words and are not quoted, because they were entered in error or superseded. */
  leftOut: z.array(z.object({ document: z.string(), status: DocumentStatus })),
  observations: z.array(
    z.object({ name: z.string(), value: z.string(), unit: z.string().optional(), date: z.string(), flag: z.string().optional() }),
  ),
});
export type FoundInChart = z.infer<typeof FoundInChart>;

export const searchChart = defineTool({
  name: 'search_chart',
  summary: 'Find what the documents and results of one encounter say about something, quoted exactly.',
  risk: 'read',
  input: z.object({
    encounter: z.string().min(1).describe('Encounter id, such as E-1042'),
    query: z.string().min(1).max(200).describe('Words to look for, such as kidney function'),
  }),
  output: FoundInChart,
  async run({ encounter, query }, { unit }) {
    const chart = await chartOf(encounter, { unit });
    const names = otherNames(query);
    const topics = relatedWords(query).filter((word) => !names.includes(word));
    const also = [...names, ...topics];
    const find = async (words: readonly string[]) => {
      if (words.length === 0) return [];
      const hits = await unit.charts.search(chart.encounter.id, words.map(phrase).join(' or '), MOST_LOOKED_AT);
      return hits.map((hit) => passage(hit, chart));
    };
    const [named, about] = [await find([query, ...names]), await find(topics)];
    const found = { named: named.filter(stands), about: about.filter(stands) };
    return {
      encounter: chart.encounter.id,
      query,
      also: [...also],
      passages: [...rankPassages(query, found, names, MOST_PASSAGES)],
      leftOut: struck([...named, ...about]),
      observations: observationsOn(query, also, chart),
    };
  },
  present: presentFound,
});

function phrase(words: string): string {
  const bare = words.replaceAll(/["\\]/g, ' ').trim();
  return bare.includes(' ') && relatedWords(bare).length + otherNames(bare).length > 0 ? `"${bare}"` : bare;
}

function passage({ document: id, start: found, end }: SearchHit, chart: Chart): FoundPassage {
  const document = chart.documents.find((one) => one.id === id);
  if (document === undefined) throw new RangeError(`search found ${id}, which is not in the chart`);
  const start = fromItsDoubt(document.text, found);
  const section = readNote(document.text).sections.find((one) => one.start <= found && found < one.end)?.kind ?? 'unsectioned';
  const cited = citeSpan({ document: document.id, section, start, end, text: document.text.slice(start, end) }, chart.documents);
  return { ...cited, status: document.status };
}

function stands({ status }: FoundPassage): boolean {
  return !STRUCK.includes(status);
}

function struck(found: readonly FoundPassage[]): FoundInChart['leftOut'] {
  const documents = new Map(found.filter((passage) => !stands(passage)).map(({ document, status }) => [document, status]));
  return [...documents].map(([document, status]) => ({ document, status })).toSorted((a, b) => a.document.localeCompare(b.document));
}

/** Words of a question about results that name no result. */
const GENERAL = new Set([
  'function',
  'level',
  'levels',
  'test',
  'tests',
  'result',
  'results',
  'value',
  'values',
  'total',
  'blood',
  'serum',
]);

/** The newest results whose name has one of the phrases, or a telling word of the query, as whole words; oldest first. */
function observationsOn(query: string, also: readonly string[], { observations }: Chart) {
  const telling = spaced(query)
    .split(' ')
    .filter((word) => word.length > 3 && !GENERAL.has(word));
  const wanted = [query, ...also, ...telling].map((words) => ` ${spaced(words)} `);
  return observations
    .filter(({ name }) => wanted.some((words) => ` ${spaced(name)} `.includes(words)))
    .toSorted((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))
    .slice(-MOST_OBSERVATIONS)
    .map(({ name, value, unit, date, flag }) => ({
      name,
      value,
      date,
      ...(unit !== undefined && { unit }),
      ...(flag !== undefined && { flag }),
    }));
}

function spaced(words: string): string {
  return words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(' ');
}

function presentFound({ encounter, query, also, passages, leftOut, observations }: FoundInChart): Block[] {
  const left = leftOut.map(({ document, status }) => `${document} (${status})`).join(', ');
  const searched = `${also.length === 0 ? '' : ` Also looked for: ${also.join(', ')}.`}${left === '' ? '' : ` Not quoted: ${left}.`}`;
  if (passages.length + observations.length === 0) {
    return [
      { kind: 'title', text: `"${query}" in ${encounter}` },
      {
        kind: 'text',
        text: `The chart of ${encounter} says nothing about it in these words.${searched} That is no proof that it was absent.`,
      },
    ];
  }
  return [
    { kind: 'title', text: `"${query}" in ${encounter}` },
    { kind: 'text', text: `${howMany(passages.length)}${searched}` },
    ...passages.map((span) => quoteOf(span, span.status === 'preliminary' ? [UNSIGNED] : [])),
    ...(observations.length === 0
      ? []
      : ([
          { kind: 'title', text: observations.length < MOST_OBSERVATIONS ? 'Results' : `The ${MOST_OBSERVATIONS} latest results` },
          {
            kind: 'table',
            columns: ['Date', 'Result', 'Value', 'Flag'],
            rows: observations.map(({ date, name, value, unit, flag }) => [
              date,
              name,
              unit === undefined ? value : `${value} ${unit.replaceAll(/[{}]/g, '').replaceAll('_', ' ')}`,
              flag ?? '',
            ]),
          },
        ] satisfies Block[])),
  ];
}

function howMany(passages: number): string {
  if (passages === 0) return 'No passage of a document; results only.';
  if (passages === MOST_PASSAGES) return `The ${passages} passages that match best.`;
  return passages === 1 ? '1 passage.' : `${passages} passages, best match first.`;
}
