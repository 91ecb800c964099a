import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Unnumbered } from '../words/read-term.ts';

const FIRST = ['I21.0-I21.3', 'I21.9'];
const NSTEMI = 'I21.4';
const SUBSEQUENT = 'I22.2';
const FOUR_WEEKS = 28;
const NUMBER = 'one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}';
/** How long ago the earlier infarct was, behind it or behind the later one. */
const AGO = new RegExp(String.raw`^[^;\n]{0,45}?\b(${NUMBER}) (days?|weeks?) (?:ago|earlier|prior|previously|before)\b`, 'iu');
const AFTER = new RegExp(
  String.raw`^[^;\n]{0,25}?\b(${NUMBER}) (days?|weeks?) (?:after|following|post)\b[^.;\n]{0,25}?\b(?:STEMI|MI|myocardial infarction|infarct)\b`,
  'iu',
);
const SPELT = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** An NSTEMI within four weeks of another infarct that is told with its time is a subsequent one (I.C.9.e.4). */
export function readSubsequentInfarction(found: readonly Unnumbered[], edition: CompiledEdition): readonly Unnumbered[] {
  const code = edition.code(SUBSEQUENT)?.code;
  const stated = found.filter(({ status }) => status === 'present');
  const later = found.filter(({ code: own, status }) => own === NSTEMI && (status === 'present' || status === 'possible'));
  const earlier = stated.filter((mention) => mention.code !== undefined && inAnyPattern(FIRST, mention.code));
  if (code === undefined || later.length === 0 || earlier.length === 0) return found;
  const recent = earlier.some((mention) => withinFourWeeks(mention, AGO)) || later.some((mention) => withinFourWeeks(mention, AFTER));
  if (!recent) return found;
  return found.map((mention) =>
    mention.code === NSTEMI ? { ...mention, code, target: SUBSEQUENT, path: 'Infarct, myocardium, subsequent, non-ST elevation' } : mention,
  );
}

function withinFourWeeks({ source, sentence, range }: Unnumbered, told: RegExp): boolean {
  const match = told.exec(source.document.text.slice(range.end, sentence.end));
  if (match === null) return false;
  const [, number = '', unit = ''] = match;
  const spelt = SPELT.indexOf(number.toLowerCase());
  const count = spelt > 0 ? spelt : Number(number);
  return count * (unit.toLowerCase().startsWith('w') ? 7 : 1) <= FOUR_WEEKS;
}
