import type { ReferenceKind } from './references.ts';
import type { Word } from './words.ts';

/** One question or command of a message, without its politeness. */
export interface Clause {
  /** The message as typed; offsets of words count in it. */
  readonly message: string;
  readonly words: readonly Word[];
  /** Norms of the words and references joined by a blank, without marks: what patterns are matched against. */
  readonly line: string;
  /** The polite words that stood before it. */
  readonly padding: string;
  readonly asked: boolean;
  /** It follows another clause in the same sentence. */
  readonly joined: boolean;
}

const PADDING = new RegExp(
  `^(?:(?:${[
    'hey|hi|hello|good morning|good afternoon|morning|ok|okay|so|well|um|uh|hmm|oh|also|and|but|then|now|just|next|first|finally|please|kindly',
    'yes|yeah|yep|sure|right|great|perfect|cool|alright|all right|thanks|thank you|sorry|actually|quick question|question|again',
    'go ahead and|go ahead|help me|let us|do me a favou?r and|feel free to',
    'i need you to|i need to|i need|i want you to|i want to|i want|i would like you to|i would like to|i would like|i would love to',
    'i am trying to|i am looking to|i am looking for|i was wondering if you could|i was wondering|i wonder|wondering',
    '(?:can|could|would|will) you(?: please| kindly| just| maybe| possibly| quickly)*|would you mind',
    '(?:can|could|may) (?:i|we)(?= (?:see|have|get|look|read|view))|let me(?= (?:see|have|get|look|read|view))|do you know|any idea|any chance you could',
    'tell me|remind me|show me(?= (?:why|what|who|where|when|how|which|if|whether)\\b)|show(?= (?:why|who|where|when|how)\\b)',
  ].join('|')})(?: |$))+`,
);

const TRAILING_PADDING =
  / (?:please|thanks|thank you|now|for me|asap|real quick|quickly|if you (?:can|could|would)|will you|would you|again|today)$/;

/** Padding that leaves an order an order. "Can you accept" asks; "could you please accept" orders, unless a question mark ends it. */
const IMPERATIVE_PADDING =
  /^(?:hey|hi|hello|good morning|ok|okay|so|well|also|and|but|then|now|just|next|first|finally|please|kindly|yes|yeah|yep|sure|right|great|perfect|alright|all right|thanks|thank you|go ahead and|(?:can|could|would|will) you (?:please|kindly)| )*$/;

export function makeClause(message: string, words: readonly Word[], { asked, joined }: { asked: boolean; joined: boolean }): Clause {
  const spoken = trimMarks(words);
  const whole = lineOf(spoken);
  const padding = PADDING.exec(whole)?.[0] ?? '';
  const rest = trimMarks(dropWords(spoken, padding));
  return { message, words: rest, line: lineOf(rest), padding: padding.trim(), asked, joined };
}

/** The line without a courtesy at its end: `show me the labs please`. */
export function bareLine({ line }: Clause): string {
  let bare = line;
  while (TRAILING_PADDING.test(bare)) bare = bare.replace(TRAILING_PADDING, '');
  return bare;
}

export function isImperative({ padding, asked }: Clause): boolean {
  return IMPERATIVE_PADDING.test(padding) && !asked;
}

export function referencesOf(clause: Clause, kind: ReferenceKind): readonly string[] {
  return [...new Set(clause.words.filter((word) => word.kind === kind).map(({ value }) => value))];
}

/** Says so where a word stands for a code and has not the shape of one: `150.23`. */
export function misshapenCode({ words }: Clause): string | undefined {
  const typo = words.find(({ kind, norm }) => kind === 'word' && /^(?=.*\d)[a-z0-9]{2,4}\.[a-z0-9]{1,7}$/.test(norm));
  return typo === undefined
    ? undefined
    : `"${typo.value}" has not the shape of an ICD-10-CM code. Codes look like I50.23: a letter, a digit, then up to five more.`;
}

/** What was typed for the stretch `from`..`to` of the clause's line. */
export function typed({ message, words }: Clause, from: number, to: number): string {
  let at = 0;
  let start: number | undefined;
  let end = 0;
  for (const word of words) {
    if (word.kind === 'mark') continue;
    if (at >= from && at < to) {
      start ??= word.start;
      end = word.end;
    }
    at += word.norm.length + 1;
  }
  return start === undefined ? '' : message.slice(start, end);
}

/** Norms of words and references joined by a blank, without marks. */
export function lineOf(words: readonly Word[]): string {
  return words
    .filter(({ kind }) => kind !== 'mark')
    .map(({ norm }) => norm)
    .join(' ');
}

function dropWords(words: readonly Word[], padding: string): readonly Word[] {
  if (padding.trim() === '') return words;
  let left = padding.trim().split(' ').length;
  const from = words.findIndex(({ kind }) => kind !== 'mark' && left-- === 0);
  return from === -1 ? [] : words.slice(from);
}

function trimMarks(words: readonly Word[]): readonly Word[] {
  const droppable = ({ norm, kind }: Word) => kind === 'mark' && /^[\s,.;:!?…*#>•-]+$/u.test(norm);
  const first = words.findIndex((word) => !droppable(word));
  const last = words.findLastIndex((word) => !droppable(word));
  return first === -1 ? [] : words.slice(first, last + 1);
}
