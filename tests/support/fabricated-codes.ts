import type { EditionSource } from '#core/terminology/edition-source.ts';
import { diceOf, type Dice } from './dice.ts';

/** Something that looks like a code and cannot be reported. */
export interface Fabricated {
  readonly kind: string;
  readonly typed: string;
}

type Code = EditionSource['codes'][number];
type Maker = (real: string, dice: Dice) => string;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALIKE = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B', A: '4', B: '8', I: '1', O: '0', S: '5', Z: '2' } as const;
/** Cyrillic and Greek capitals, and full-width digits, that a person would read as the letter or the digit. */
const FOREIGN: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'АВСЕНІЈКМОРЅТХУ'].map((letter, at) => ['ABCEHIJKMOPSTXY'[at], letter])),
  ...Object.fromEntries([...'０１２３４５６７８９'].map((digit, at) => [String(at), digit])),
  ...{ F: 'Ϝ', G: 'Ԍ', L: 'Ⅼ', N: 'Ν', Q: 'Ԛ', R: 'Ꭱ', V: 'Ⅴ', W: 'Ԝ', Z: 'Ζ', D: 'Ⅾ', U: 'Ս' },
};
const UNSEEN = ['\u200b', '\u00ad', '\u2060', '\u0301', '\u200d', '\u202e', '\ufeff', '\u{e0041}'];
/** Codes of earlier years that were deleted, and codes that have become headers since. */
const RETIRED = ['T40.4X1A', 'T40.4X5A', 'K35.2', 'M79.1', 'G71.0', 'E66.8', 'F50.81', 'Z20.82', 'J12.8'];
const OTHER_SYSTEMS = [
  '428.0',
  '0DTJ4ZZ',
  '99213',
  '0016M',
  'MA04',
  'CO-50',
  '1234567',
  'F-20',
  'LOINC',
  '{}',
  'I',
  'I5',
  '#REF!',
  '.',
  '%',
];

/** By kind. What comes out right by chance is thrown away and made again. */
const MAKERS: Readonly<Record<string, Maker>> = {
  'not there': (_real, dice) =>
    `${LETTERS[dice(26)]}${dice(10)}${dice(10)}.${Array.from({ length: 1 + dice(4) }, () => dice(10)).join('')}`,
  'a digit changed': (real, dice) => replaced(real, real.length - 1 - dice(2), () => String(dice(10))),
  'a letter for a digit': (real, dice) => replaced(real, 1 + dice(real.length - 1), (one) => ALIKE[one as keyof typeof ALIKE] ?? '?'),
  'another alphabet': (real, dice) => replaced(real, dice(real.length), (one) => FOREIGN[one] ?? '?'),
  'another alphabet after it': (real, dice) => `${real}${'ОІСАХЗ'[dice(6)]}`,
  'something unseen in it': (real, dice) => inserted(real, 1 + dice(real.length - 1), `${UNSEEN[dice(UNSEEN.length)]}`),
  'too long': (real, dice) => `${real.padEnd(4, '.')}${Array.from({ length: 1 + dice(6) }, () => dice(10)).join('')}`,
  'no 7th character': (real) => (real.length === 8 ? real.slice(0, -1) : '?'),
  'a 7th character that there is not': (real, dice) => (real.length === 8 ? `${real.slice(0, -1)}${LETTERS[dice(26)]}` : '?'),
  'a dot elsewhere': (real, dice) =>
    real.length > 5 ? inserted(real.replace('.', ''), dice(2) === 0 ? 2 : 4 + dice(real.length - 5), '.') : '?',
  'cut short': (real, dice) => real.slice(0, 1 + dice(real.length - 1)),
  'of another year': (_real, dice) => RETIRED[dice(RETIRED.length)] ?? '?',
  'of another system': (_real, dice) => OTHER_SYSTEMS[dice(OTHER_SYSTEMS.length)] ?? '?',
};
export const FABRICATED_KINDS = Object.keys(MAKERS);

/** So many different ones, of every kind, in capitals or not and with their dot or without; the same for the same seed. */
export function fabricatedCodes(codes: readonly Code[], count: number, seed: number): readonly Fabricated[] {
  const dice = diceOf(seed);
  const billable = codes.filter((row) => row.billable).map(({ code }) => code);
  const real = new Set(billable.map((code) => code.replace('.', '')));
  const made = new Map<string, string>();
  for (let turn = 0; made.size < count; turn += 1) {
    const kind = FABRICATED_KINDS[turn % FABRICATED_KINDS.length] ?? '';
    const typed = MAKERS[kind]?.(billable[dice(billable.length)] ?? '', dice) ?? '?';
    const asIs = kind === 'a dot elsewhere';
    if (typed.includes('?') || (!asIs && real.has(typed.replace('.', '').toUpperCase()))) continue;
    made.set(asIs ? typed : written(typed, dice), kind);
  }
  return [...made].map(([typed, kind]) => ({ kind, typed }));
}

/** As people type: one in four in small letters, one in four without the dot. */
function written(code: string, dice: Dice): string {
  const form = dice(4);
  if (form === 0) return code.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return form === 1 && code.length > 1 ? code.replace('.', '') : code;
}

function replaced(code: string, at: number, by: (one: string) => string): string {
  const one = code.charAt(at);
  return one === '.' ? '?' : `${code.slice(0, at)}${by(one)}${code.slice(at + 1)}`;
}

function inserted(code: string, at: number, what: string): string {
  return `${code.slice(0, at)}${what}${code.slice(at)}`;
}
