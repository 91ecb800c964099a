import { Failure } from '#core/errors.ts';

/** A reason of the policy's menu, and what the person said beside it. */
export interface Reason {
  readonly reason: string;
  readonly note?: string;
}

/** How a reason is asked for, where none was given. */
export interface Asked {
  readonly nothing: string;
  readonly give: string;
  /** Whether only a key of the menu will do, and words alone are no reason. */
  readonly keysOnly?: boolean;
}

const IN_CHAT: Asked = { nothing: 'Nothing was decided', give: 'give a reason after a comma' };
export const BY_KEY: Asked = { nothing: 'Nothing was decided', give: 'give a reason with --reason', keysOnly: true };

/** The menu as it is put to a person: `not-supported (The documents do not support it)`. */
export function menuInWords(menu: Readonly<Record<string, string>>): string {
  return Object.entries(menu)
    .map(([key, says]) => `${key} (${says.toLowerCase()})`)
    .join(', ');
}

/**
 * Reads what a person gave as the reason: a key of the menu, its words, or its sentence, and after it whatever else they wrote. Words that
 * are on no menu are the note of `other`, where the menu has it. Throws Failure `bad-input` with the menu.
 */
export function readReason(menu: Readonly<Record<string, string>>, said: string | undefined, asked: Asked = IN_CHAT): Reason {
  const text = said?.trim() ?? '';
  if (text === '') throw new Failure('bad-input', `${asked.nothing}: ${asked.give}. The reasons are ${menuInWords(menu)}.`);
  if (asked.keysOnly === true) return keyed(menu, text, asked);
  const plain = fold(text);
  const found = Object.entries(menu)
    .flatMap(([key, says]) => [key, says].map((form) => ({ key, form: fold(form) })))
    .filter(({ form }) => plain === form || plain.startsWith(`${form} `))
    .toSorted((a, b) => b.form.length - a.form.length)[0];
  if (found === undefined) return others(menu, text, asked);
  const note = rest(text, found.form);
  if (found.key === 'other' && note === '') throw new Failure('bad-input', `${asked.nothing}: say in words what the other reason is.`);
  return { reason: found.key, ...(note !== '' && { note }) };
}

/** A key, and after a comma the note. */
function keyed(menu: Readonly<Record<string, string>>, text: string, { nothing }: Asked): Reason {
  const [, key = '', words = ''] = /^([^,]*),?(.*)$/s.exec(text) ?? [];
  const [reason, note] = [key.trim(), words.trim()];
  if (!Object.hasOwn(menu, reason))
    throw new Failure(
      'bad-input',
      `${nothing}: that is no key of the policy's reasons, which are ${Object.keys(menu).join(', ')}. Words belong in --note.`,
    );
  if (reason === 'other' && note === '') throw new Failure('bad-input', `${nothing}: say in words what the other reason is, with --note.`);
  return { reason, ...(note !== '' && { note }) };
}

function others(menu: Readonly<Record<string, string>>, note: string, { nothing }: Asked): Reason {
  if ('other' in menu) return { reason: 'other', note };
  throw new Failure('bad-input', `${nothing}: that is none of the policy's reasons. They are ${menuInWords(menu)}.`);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What stands after the words of the form, in the person's own writing. */
function rest(text: string, form: string): string {
  let left = form.split(' ').length;
  let at = 0;
  for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (left === 0) break;
    left -= 1;
    at = word.index + word[0].length;
  }
  return text
    .slice(at)
    .replace(/^[\s,;:.\-–—]+/, '')
    .trim();
}
