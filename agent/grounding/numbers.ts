const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const MEASURE =
  '%|percent|per cent|mg|mcg|µg|g|kg|lb|lbs|ml|l|liters?|litres?|mmol|meq|units?|mm ?hg|mg\\/dl|g\\/dl|ng\\/ml|pg\\/ml|ml\\/min|bpm|beats|breaths|days?|hours?|weeks?|months?|years?|minutes?|dollars?|cents?|usd|points?|degrees?|cm|mm|f|c';

/** A number as it was written, with the unit that follows it. */
export interface WrittenNumber {
  readonly text: string;
  readonly value: string;
  readonly unit?: string;
}

const DIGITS = new RegExp(`(?<![\\w.])([-+]?\\d[\\d,]*(?:\\.\\d+)?)(?: ?-? ?(${MEASURE})(?![\\w/]))?`, 'gi');
const WORDS = new RegExp(
  `\\b((?:${TENS.join('|')})(?:[- ](?:${UNITS.slice(1, 10).join('|')}))?|${UNITS.slice(1).join('|')})(?: hundred)?[ -](${MEASURE})\\b`,
  'gi',
);

/** Numbers in digits, and numbers in words where a unit follows them ("thirty percent"). */
export function numbersIn(text: string): readonly WrittenNumber[] {
  const digits = [...text.matchAll(DIGITS)].map(([written, value = '', unit]) => ({
    text: written.trim(),
    value: plain(value),
    ...(unit !== undefined && { unit: unitOf(unit) }),
  }));
  const words = [...text.matchAll(WORDS)].map(([written, value = '', unit = '']) => ({
    text: written,
    value: String(spelled(value) * (/ hundred[ -]/i.test(written) ? 100 : 1)),
    unit: unitOf(unit),
  }));
  return [...digits, ...words];
}

/** `1,200.50` is `1200.5`. */
function plain(written: string): string {
  const [whole = '', part = ''] = written.replace(/[,+]/g, '').split('.');
  const rest = part.replace(/0+$/, '');
  return `${whole.replace(/^(-?)0+(?=\d)/, '$1')}${rest === '' ? '' : `.${rest}`}`;
}

function spelled(words: string): number {
  return words
    .toLowerCase()
    .split(/[- ]/)
    .reduce((sum, word) => sum + (UNITS.includes(word) ? UNITS.indexOf(word) : (TENS.indexOf(word) + 2) * 10), 0);
}

function unitOf(written: string): string {
  const unit = written.toLowerCase().replace(/\s/g, '');
  if (/^per ?cent$/.test(unit)) return '%';
  return unit.length > 3 ? unit.replace(/s$/, '') : unit;
}
