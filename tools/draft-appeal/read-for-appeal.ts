import type { Remitted } from '#core/appeals/letter/letter-records.ts';
import type { Claim } from '#core/billing/claim.ts';
import { withoutRepeats } from '#core/billing/repeats.ts';
import type { LocalDate } from '#core/codes.ts';
import { isRepeat } from '#core/denials/families.ts';
import { outcomeOf } from '#core/denials/outcome.ts';
import { appealsOf, type FiledAppeal } from '../billing/appeals-of.ts';
import type { RemittedRecord } from '../billing/records.ts';
import { sentBefore } from '../billing/sent-before.ts';
import type { Running } from '../define-tool.ts';

export type Answered = Remitted & { readonly date: LocalDate };

/** The newest word of a payer on the claim that can be contested, or why there is none. */
function contested(remitted: readonly Remitted[]): Answered | { readonly refused: string } {
  const posted = remitted.filter(({ state }) => state === 'posted');
  const newest = posted.at(-1);
  if (newest === undefined)
    return {
      refused:
        remitted.length === 0
          ? 'No remittance of this claim is here, so there is no decision to contest.'
          : 'The remittance of this claim is set aside, because it does not balance or has errors, and nothing of it counts. Ask the payer for one that does.',
    };
  if (newest.remitted.status === '22')
    return { refused: `The payer took its decision back (${newest.remittance}). Wait for the decision that takes its place.` };
  const { date } = newest;
  if (date === undefined)
    return { refused: `The remittance ${newest.remittance} has no date, so no deadline can be counted from it. Ask the payer.` };
  return { ...newest, date };
}

export interface ReadForAppeal {
  /** The word that can be contested. */
  readonly answered: Answered;
  readonly appeals: readonly FiledAppeal[];
  /** Why there is nothing to appeal where nothing is refused but as a duplicate. */
  readonly onlyRepeated: string | undefined;
}

const NOT_TWICE = 'What is owed once is not appealed twice.';

/** What payers said of a claim as an appeal of it sees it, or why there can be none: what was only refused as a duplicate contests nothing. */
export async function readForAppeal(
  claim: Claim,
  remitted: readonly RemittedRecord[],
  running: Running,
): Promise<ReadForAppeal | { readonly refused: string }> {
  const codes = running.editions.shipped().words;
  const twice = await sentBefore({ claim, words: remitted }, outcomeOf(claim, remitted, codes), running);
  if (twice !== undefined)
    return {
      refused: `${twice.word.remittance} refuses it as a duplicate of ${twice.claim.id}, which ${twice.of.remittance} answers. ${NOT_TWICE}`,
    };
  const { words, repeats } = withoutRepeats(claim, remitted, (one) => isRepeat(codes, one));
  const answered = contested(remitted.filter((one) => !repeats.some(({ word }) => word === one)));
  if ('refused' in answered) return answered;
  const repeat = repeats.at(-1);
  const onlyRepeated =
    repeat && `${repeat.word.remittance} refuses it as a duplicate of what ${repeat.of.remittance} answers. ${NOT_TWICE}`;
  return { answered, appeals: await appealsOf(claim.id, words, running.unit), onlyRepeated };
}
