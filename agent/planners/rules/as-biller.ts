import type { Word } from './words.ts';

const BILLS = new Set(['biller', 'billing-lead']);

/** Who works with claims and does not code. Some words mean other things to them: `C2009` is a claim, and N54 a remark. */
export function asksAsBiller({ roles }: { readonly roles: readonly string[] }): boolean {
  return roles.some((role) => BILLS.has(role)) && !roles.some((role) => role.startsWith('cod'));
}

const ACCOUNT = /^(?:accounts?|acct|accts)$/;
const NUMBER = /^[1-9]\d{0,9}$/;

/** Reads numbers as a biller means them: `c1044` and `c 1044` are the claim C-1044, and `acct 88` is the account A-88. */
export function readAsBiller(words: readonly Word[]): readonly Word[] {
  const read: Word[] = [];
  for (const word of words) {
    const before = read.at(-1);
    const spaced = before?.norm === 'c' && /^[1-9]\d{1,9}$/.test(word.norm) && word.kind === 'word';
    if (before !== undefined && spaced) {
      read[read.length - 1] = { ...word, kind: 'claim', norm: '<claim>', value: `C-${word.norm}`, start: before.start };
    } else {
      read.push(meant(word, read));
    }
  }
  return read;
}

function meant(word: Word, before: readonly Word[]): Word {
  const digits = word.value.replaceAll(/\D/g, '');
  if (ofAnAccount(before) && (word.kind === 'encounter' || NUMBER.test(word.norm)) && NUMBER.test(digits))
    return { ...word, kind: 'account', norm: '<account>', value: `A-${digits}` };
  const undotted = word.end - word.start === word.value.replace('.', '').length;
  const [, letter] = word.kind === 'code' && undotted ? (/^([CA])[1-9][\d.]*$/.exec(word.value) ?? []) : [];
  if (letter === 'C') return { ...word, kind: 'claim', norm: '<claim>', value: `C-${digits}` };
  return letter === 'A' ? { ...word, kind: 'account', norm: '<account>', value: `A-${digits}` } : word;
}

/** `acct`, `account number`, `account #` */
function ofAnAccount(before: readonly Word[]): boolean {
  const [last, other] = before.filter(({ norm }) => !['#', ':', '.', 'number', 'no', 'id'].includes(norm)).toReversed();
  return last !== undefined && ACCOUNT.test(last.norm) && other?.norm !== 'code';
}
