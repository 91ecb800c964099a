import { Failure } from '../errors.ts';

/** Separators of element, component, repetition and segment. */
export const DELIMITERS = { element: '*', component: '>', repetition: '^', segment: '~' } as const;

export interface Interchange {
  readonly sender: string;
  readonly receiver: string;
  /** ISO moment in UTC. */
  readonly at: string;
  /** 9 digits, for the interchange and its one group. */
  readonly control: string;
  readonly real: boolean;
  /** `PI` for additional information. */
  readonly group: string;
  /** `275`, and the implementation that it follows. */
  readonly set: string;
  readonly version: string;
  /** Between ST and SE. */
  readonly segments: readonly string[];
}

/** One interchange of one group of one transaction set, with its counts and control numbers. */
export function interchange({ sender, receiver, at, control, real, group, set, version, segments }: Interchange): string {
  const day = at.slice(0, 10).replaceAll('-', '');
  const time = at.slice(11, 16).replace(':', '');
  const all = [
    segment('ISA', ...isa(sender, receiver, `${day.slice(2)} ${time}`, control, real)),
    segment('GS', group, sender, receiver, day, time, String(Number(control)), 'X', version),
    segment('ST', set, '0001', version),
    ...segments,
    segment('SE', String(segments.length + 2), '0001'),
    segment('GE', '1', String(Number(control))),
    segment('IEA', '1', control),
  ];
  return all.map((one) => `${one}${DELIMITERS.segment}`).join('');
}

/** Every element of it has its length by the standard: 106 characters with its end. */
function isa(sender: string, receiver: string, moment: string, control: string, real: boolean): readonly string[] {
  const nothing = ' '.repeat(10);
  const { repetition, component } = DELIMITERS;
  const parties = ['ZZ', fixed(sender), 'ZZ', fixed(receiver)];
  return ['00', nothing, '00', nothing, ...parties, ...moment.split(' '), repetition, '00501', control, '0', real ? 'P' : 'T', component];
}

/** One segment without its end. Elements at its end that are empty are left out. Throws Failure `bad-input` for one with a delimiter in it. */
export function segment(name: string, ...elements: readonly string[]): string {
  const last = elements.findLastIndex((element) => element !== '');
  const written = elements.slice(0, last + 1);
  const isRaw = name === 'BIN' || name === 'ISA';
  if (!isRaw && written.some((element) => /[*^~\p{Cc}]/u.test(element))) throw refused(`what ${name} says`);
  return [name, ...written].join(DELIMITERS.element);
}

/** The parts of a composite. Those at its end that are empty are left out. Throws as `segment` does. */
export function component(...parts: readonly string[]): string {
  if (parts.some((part) => part.includes(DELIMITERS.component))) throw refused('what a composite says');
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(DELIMITERS.component);
}

/**
 * A name or a title as an element: accents are taken off, a delimiter or a control character becomes a space, and spaces are folded.
 * Throws Failure `bad-input` where another letter is left, or nothing.
 */
export function x12Name(text: string, what: string): string {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[*>^~\p{Cc}]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
  if (!/^[\x20-\x7e]+$/.test(plain)) throw refused(what);
  return plain;
}

const LONGEST_ID = 50;

/** An identifier as an element: taken as it is or not at all, for one with a letter less is somebody else's. */
export function x12Id(text: string, what: string): string {
  if (!/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) || /[*>^~]/.test(text) || text.length > LONGEST_ID) throw refused(what);
  return text;
}

function fixed(id: string): string {
  if (id.length > 15) throw refused('the id of sender or receiver');
  return id.padEnd(15);
}

function refused(what: string): Failure {
  return new Failure('bad-input', `An X12 file cannot hold ${what} as it is written, so nothing was written. Mend it, and ask again.`);
}
