import type { Chart } from '#core/chart/chart.ts';
import { codingDate } from '#core/chart/chart.ts';
import type { LocalDate } from '#core/codes.ts';
import { PROGRAM_WORDS } from '../opaque/program-words.ts';
import { daysWritten } from './days-written.ts';
import { runsOf, wordsOf } from './words-of.ts';

/** As many words of a chart in a row are taken for a quotation. */
export const RUN = 5;
const SHORTEST_NAME = 4;
const SHORTEST_ID = 4;

/** What must not leave of one chart, in the form in which it is looked for. */
export interface Marks {
  readonly codingDate: LocalDate;
  /** Parts of the patient's name that are no words of the program's own. */
  readonly names: ReadonlySet<string>;
  /** The whole name, whichever part comes first, each as one run. */
  readonly wholeNames: readonly string[];
  /** What is said of them, and the texts themselves, which stand alone wherever they are. */
  readonly texts: readonly (readonly [field: string, text: string])[];
  readonly runs: ReadonlySet<string>;
}

const SSN = /\b\d{3}[- .]\d{2}[- .]\d{4}\b/g;
const PHONE = /(?:\(\d{3}\)\s?|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b/g;
const RECORD_NUMBER = /\b(?:MRN|M\.R\.N\.|medical record (?:number|no\.?))\s*[:#]?\s*([A-Za-z0-9][A-Za-z0-9-]{3,})/gi;

/** What identifies the patient of a chart, and what its documents say. */
export function marksOfChart(chart: Chart): Marks {
  const { encounter, patient, documents } = chart;
  const parts = wordsOf(patient.name ?? '');
  const written = documents.map(({ text }) => text).join('\n');
  return {
    codingDate: codingDate(encounter),
    names: new Set(parts.filter((part) => part.length >= SHORTEST_NAME && !PROGRAM_WORDS.has(part))),
    wholeNames: parts.length < 2 ? [] : parts.map((_, at) => [...parts.slice(at), ...parts.slice(0, at)].join(' ')),
    texts: [...idsOf(chart), ...numbersIn(written), ...daysOf(chart)],
    runs: new Set(documents.flatMap(({ text }) => runsOf(wordsOf(text), RUN))),
  };
}

function idsOf({ encounter, patient, documents, claims, observations }: Chart): Marks['texts'] {
  const all: Marks['texts'] = [
    ['encounter.id', encounter.id],
    ['patient.id', patient.id],
    ...documents.map(({ id }) => ['document.id', id] as const),
    ...claims.map(({ id }) => ['claim.id', id] as const),
    ...observations.map(({ id }) => ['observation.id', id] as const),
  ];
  return all.filter(([, id]) => id.length >= SHORTEST_ID);
}

function numbersIn(written: string): Marks['texts'] {
  return [
    ...[...written.matchAll(RECORD_NUMBER)].flatMap(([, number]) =>
      number === undefined || !/\d/.test(number) ? [] : [['record number', number] as const],
    ),
    ...[...written.matchAll(SSN)].map(([number]) => ['social security number', number] as const),
    ...[...written.matchAll(PHONE)].map(([number]) => ['telephone number', number] as const),
  ];
}

function daysOf({ encounter, patient, documents }: Chart): Marks['texts'] {
  const care = new Set([encounter.start, ...(encounter.end === undefined ? [] : [encounter.end]), ...documents.map(({ date }) => date)]);
  return [
    ...(patient.birthDate === undefined ? [] : daysWritten(patient.birthDate).map((day) => ['patient.birthDate', day] as const)),
    ...[...care].flatMap((day) => daysWritten(day).map((written) => ['day of care', written] as const)),
  ];
}
