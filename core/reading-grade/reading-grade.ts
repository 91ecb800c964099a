import { Failure } from '../errors.ts';
import { countText, type Counted, type Language } from './count-text.ts';
import { englishSyllables } from './english-syllables.ts';
import { spanishSyllables } from './spanish-syllables.ts';

/** Nothing that a patient is to read may be above it. */
export const HIGHEST_GRADE = 8;

export interface EnglishGrade {
  readonly language: 'en';
  readonly sentences: number;
  readonly words: number;
  /** Kincaid et al., 1975: a school grade. */
  readonly fleschKincaid: number;
  /** McLaughlin, 1969: a school grade, from words of three syllables or more. */
  readonly smog: number;
  /** The higher of the two. */
  readonly grade: number;
}

export interface SpanishGrade {
  readonly language: 'es';
  readonly sentences: number;
  readonly words: number;
  /** Fernández Huerta, 1959, with words to the sentence as Law set right in 2011: 0 to 100, easy texts are high. */
  readonly fernandezHuerta: number;
  /** Szigriszt-Pazos, 1993, read on the INFLESZ scale of Barrio, 2008: from 55 on a text is of normal difficulty. */
  readonly inflesz: number;
  /** The school grade of Fernández Huerta's own table, as a number between its bands; and 9 at least where INFLESZ finds it hard. */
  readonly grade: number;
}

export type ReadingGrade = EnglishGrade | SpanishGrade;

/** How hard a text is to read, with names, amounts, dates and ids masked. Throws Failure `bad-input` for a text without a word. */
export function readingGrade(text: string, language: Language, names: readonly string[] = []): ReadingGrade {
  const counted = countText(text, names);
  if (counted.length === 0) throw new Failure('bad-input', 'There is no word in the text, so it has no reading grade.');
  return language === 'en' ? english(counted) : spanish(counted);
}

/** Why a text may not go to a patient; `undefined` where it may. */
export function tooHard(grade: ReadingGrade): string | undefined {
  if (grade.grade <= HIGHEST_GRADE) return undefined;
  const measured =
    grade.language === 'en'
      ? `Flesch-Kincaid ${grade.fleschKincaid.toFixed(1)}, SMOG ${grade.smog.toFixed(1)}`
      : `Fernández Huerta ${grade.fernandezHuerta.toFixed(1)}, INFLESZ ${grade.inflesz.toFixed(1)}`;
  return `It reads at grade ${grade.grade.toFixed(1)} (${measured}), and a patient is written to at grade ${HIGHEST_GRADE} or below. Use shorter sentences and shorter words.`;
}

function english(counted: Counted): EnglishGrade {
  const { sentences, words, syllables } = sizes(counted, englishSyllables);
  const long = counted.flat().filter((word) => englishSyllables(word) >= 3).length;
  const fleschKincaid = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
  const smog = 1.043 * Math.sqrt(long * (30 / sentences)) + 3.1291;
  return { language: 'en', sentences, words, fleschKincaid, smog, grade: Math.max(fleschKincaid, smog) };
}

function spanish(counted: Counted): SpanishGrade {
  const { sentences, words, syllables } = sizes(counted, spanishSyllables);
  const fernandezHuerta = 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences);
  const inflesz = 206.835 - 62.3 * (syllables / words) - words / sentences;
  const grade = inflesz < 55 ? Math.max(9, gradeOf(fernandezHuerta)) : gradeOf(fernandezHuerta);
  return { language: 'es', sentences, words, fernandezHuerta, inflesz, grade };
}

/** Where each band of Fernández Huerta's table begins, with the grade that it is for: 90 grade 4, 80 grade 5, 70 grade 6, 60 grades 7 and 8. */
const BANDS: readonly (readonly [from: number, grade: number])[] = [
  [90, 4],
  [80, 5],
  [70, 6],
  [60, 8],
  [50, 12],
  [30, 14],
  [0, 17],
];

function gradeOf(score: number): number {
  for (const [at, [from, grade]] of BANDS.entries()) {
    if (score < from) continue;
    const above = BANDS[at - 1];
    if (above === undefined) return grade;
    const [end, easier] = above;
    return easier + ((end - score) / (end - from)) * (grade - easier);
  }
  return 18;
}

function sizes(counted: Counted, syllablesOf: (word: string) => number) {
  const all = counted.flat();
  const syllables = all.reduce((sum, word) => sum + syllablesOf(word), 0);
  return { sentences: counted.length, words: all.length, syllables };
}
