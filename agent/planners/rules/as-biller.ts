import type { Word } from './words.ts';

const BILLS = new Set(['biller', 'billing-lead']);

/** Who works with claims and does not code. Some words mean other things to them: `C2009` is a claim, and N54 a remark. */
export function asksAsBiller({ roles }: { readonly roles: readonly string[] }): boolean {
  return roles.some((role) => BILLS.has(role)) && !roles.some((role) => role.startsWith('cod'));
}

const ACCOUNT = /^(?:accounts?|acct|accts)$/;
const NUMBER = /^[1-9]\d{0,9}$/;
const CLAIM_NUMBER = /^[1-9]\d{1,9}(?:-(?:[a-z]{1,2}\d{0,4}|\d{1,6}))*$/;

/** Reads numbers as a biller means them: `c1044` and `c 1044` are the claim C-1044, and `acct 88` is the account A-88. */
export function readAsBiller(words: readonly Word[]): readonly Word[] {
  const read: Word[] = [];
  for (const word of words) {
    const before = read.at(-1);
    const joined = before === undefined || word.kind !== 'word' ? undefined : inTwo(before.norm, word.norm);
    if (before !== undefined && joined !== undefined) {
      read[read.length - 1] = { ...word, ...joined, start: before.start };
    } else {
      read.push(meant(word, read));
    }
  }
  return read;
}

/** `c 1044` and `pr 96` */
function inTwo(first: string, number: string): Pick<Word, 'kind' | 'norm' | 'value'> | undefined {
  if (first === 'c' && CLAIM_NUMBER.test(number)) return { kind: 'claim', norm: '<claim>', value: `C-${number.toUpperCase()}` };
  if (!/^(?:pr|oa|pi)$/.test(first) || !/^[1-9]\d{0,2}$/.test(number)) return undefined;
  return { kind: 'adjustment', norm: '<adjustment>', value: `${first.toUpperCase()}-${number}` };
}

function meant(word: Word, before: readonly Word[]): Word {
  const digits = word.value.replaceAll(/\D/g, '');
  const [, kept, suffixed] = word.kind === 'code' ? [] : (/^([ca]?)-?([1-9]\d*(?:[a-z]|(?:-[a-z\d]{1,5})+))$/i.exec(word.value) ?? []);
  if (suffixed !== undefined && /^c$/i.test(kept ?? ''))
    return { ...word, kind: 'claim', norm: '<claim>', value: `C-${suffixed.toUpperCase()}` };
  if (suffixed !== undefined && (/^a$/i.test(kept ?? '') || ofAnAccount(before)))
    return { ...word, kind: 'account', norm: '<account>', value: `A-${suffixed.toUpperCase()}` };
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
