import type { AppealLetter } from '#core/appeals/letter/letter.ts';
import { answers, REVERSAL, type PayersWord } from '#core/billing/payers-word.ts';
import { withoutRepeats } from '#core/billing/repeats.ts';
import type { Claim } from '#core/billing/claim.ts';
import { isRepeat } from '#core/denials/families.ts';
import { dollars } from '#core/money.ts';
import type { AppealPayload } from './effects/payloads.ts';
import type { Citable } from './letter-stands.ts';

/**
 * Why there is nothing left for a letter to contest, as part of a sentence: the payer paid, took its word back or spoke again, or answered
 * an appeal at this level. `undefined` where the word that it contests is the payer's last.
 */
export async function letterOvertaken(
  { sources }: Pick<AppealLetter, 'sources'>,
  { level }: Pick<AppealPayload, 'level'>,
  claim: Claim,
  { shipped, billing }: Pick<Citable, 'shipped' | 'billing'>,
): Promise<string | undefined> {
  if (shipped === undefined) return 'there are no words for adjustment codes here to read its remittance by';
  const answered = (await billing.appeals.answersOf([claim.id])).find((one) => one.level === level);
  if (answered !== undefined) return `the payer answered the appeal at the level ${level} on ${answered.noticeDate} (${answered.outcome})`;
  const contested = new Set(sources.flatMap(({ cite }) => (cite.kind === 'adjustment' ? [cite.remittance] : [])));
  const said = await billing.remittances.ofClaim(claim.id);
  const { words } = withoutRepeats(claim, said, (one) => isRepeat(shipped.words, one));
  const at = words.findLastIndex(({ remittance }) => contested.has(remittance));
  const word = words[at];
  if (word === undefined) return 'the remittance that it contests does not count';
  const later = words.slice(at + 1).findLast((one) => answers(one, word));
  return later === undefined ? undefined : inWords(later);
}

function inWords({ remittance, date, remitted: { status, paidCents } }: PayersWord): string {
  const what = status === REVERSAL ? 'takes back what the payer said' : `says that the payer paid ${dollars(paidCents)}`;
  return `${remittance}${date === undefined ? '' : ` of ${date}`} ${what}, and the letter contests what was said before`;
}
