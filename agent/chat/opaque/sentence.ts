import type { FailureCode } from '#core/errors.ts';
import type { ChatUnit } from '../store.ts';
import { knownSentence } from './known-sentence.ts';

/** What stands where words of a chart would. */
export const HELD_BACK = 'The answer holds words of the chart. Open the case to read it.';

/** What each refusal comes to, without what it was about. */
const SAYS: Readonly<Record<FailureCode, string>> = {
  'bad-input': 'That was not understood as it was asked. Nothing was changed; "help" shows what can be asked.',
  'bad-config': 'Something is not set up as it should be. Tell your administrator.',
  'bad-file': 'A file was refused: it is none of those that can be read, or is not whole.',
  'not-found': 'What was asked for is not there.',
  'not-allowed': 'Your roles may not do that.',
  stale: 'What was to be decided has changed. Nothing was decided; ask for it again.',
  expired: 'It expired before it was decided. Propose it again if it is still wanted.',
  altered: 'Something was changed in the database and not by Countersign. Nothing was done; tell your compliance officer.',
  'already-decided': 'It was decided already. Nothing was decided now.',
  'no-edition': 'No edition is in force on the day that counts for this case.',
  'data-dir-held': 'Another process holds the data. Tell your administrator.',
  'newer-schema': 'The database is newer than the program. Tell your administrator.',
  unavailable: 'Something that is needed does not answer. Try again in a while.',
  'broken-promise': 'Something broke inside Countersign. Nothing was changed.',
};

const MORE = 'What was said may hold words of a chart, so not all of it is shown here. Open the case to read it.';
/** What was typed may be a name. */
const NO_CASE = /^There is no encounter \S{1,64}\.(?=\s|$)/;
/** Where one sentence ends and another begins. */
const BETWEEN = /(?<=[.?!]["”)]?)\s+(?=["“(]?\p{Lu})/u;

/**
 * What the program says, as it may stand where no chart word may: all of it, where all is known, or the sentences that are. Where the first
 * is not, what its failure comes to is said in its stead.
 */
export async function sentence(says: string, unit: ChatUnit, code?: FailureCode): Promise<string> {
  const named = says.replace(NO_CASE, 'There is no such case.');
  const whole = await knownSentence(named, unit);
  if (whole !== undefined) return whole;
  const [first = '', ...rest] = named.split(BETWEEN);
  const said = [(await knownSentence(first, unit)) ?? (code === undefined ? MORE : SAYS[code])];
  for (const part of rest) {
    const known = await knownSentence(part, unit);
    if (known !== undefined) said.push(known);
  }
  return said.join(' ');
}
