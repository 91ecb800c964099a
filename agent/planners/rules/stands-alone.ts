import type { Clause } from './clause.ts';

/** Characters that nobody sees, or that turn the direction of the line: what is read is not what a person sees. */
const UNSEEN = /[\p{Cf}\p{DI}\p{Zl}\p{Zp}\u2800]|[^\P{Cc}\n\r\t]/u;
/** The line begins with a word: no bullet, number, quotation sign or command mark. */
const BEGINS_PLAINLY = /^\s*\p{L}(?!\s*[.):])/u;
/** What may stand around orders: words, and marks that end or join sentences. The words are judged by themselves. */
const PLAIN = /^(?:[\p{L}\p{N}\s,;'’&]|[.!](?!\s*\.))*$/u;

export function beginsPlainly(message: string): boolean {
  return !UNSEEN.test(message) && BEGINS_PLAINLY.test(message);
}

/** `7 payments of $1,000`, `$100 a month`, `2nd level appeal`: a figure and what it counts, and no number of a list. */
export function beginsWithFigure(message: string): boolean {
  return !UNSEEN.test(message) && /^\s*(?:\$?\d[\d,]*(?:\.\d+)?k?(?:\/| )|[123](?:st|nd|rd)[ -]level )\p{L}/u.test(message);
}

/** True where no bullet, bracket, ellipsis or unseen character stands before, between or after the orders of a message. */
export function standsAlone(message: string, orders: readonly Clause[]): boolean {
  return beginsPlainly(message) && around(message, orders).every((between) => PLAIN.test(between));
}

/** The stretches of the message before, between and after its orders. */
function around(message: string, orders: readonly Clause[]): readonly string[] {
  const stretches: string[] = [];
  let at = 0;
  for (const { words } of orders) {
    const spoken = words.find(({ kind }) => kind !== 'mark');
    stretches.push(message.slice(at, spoken?.start ?? at));
    at = words.at(-1)?.end ?? at;
  }
  return [...stretches, message.slice(at)];
}
