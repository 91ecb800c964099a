import type { RemarkWords } from '../../denials/codes/words-source.ts';
import { toldCode } from '../../remittance/told-code.ts';
import { remarkCite } from './denied-paragraphs.ts';
import { isThere, type AppealCase, type RemarkAt } from './grounds/ground.ts';
import type { LetterWriter } from './letter-writer.ts';
import type { LetterSentence } from './letter.ts';
import type { SentenceId } from './sentence-templates.ts';

export interface RemarksAnswered {
  readonly sentences: readonly LetterSentence[];
  /** For whoever drafts: what of the payer's remarks the letter does not answer, or what is to be looked at first. */
  readonly warnings: readonly string[];
}

/** Sentences that answer a remark by its code, the first whose sources fill it. */
const ANSWERS: ReadonlyMap<string, { readonly says: readonly SentenceId[]; readonly look?: string }> = new Map([
  [
    'N54',
    {
      says: ['answer-authorised-number', 'answer-authorised'],
      look: 'N54 says that the claim differs from what was authorised: compare services, days and units of both before you sign. If the claim is wrong, send a corrected one.',
    },
  ],
  ['N115', { says: ['answer-local-policy'] }],
  ['N386', { says: ['answer-national-policy'] }],
  ['N130', { says: ['answer-plan-papers'] }],
]);

/**
 * What the letter says to each remark that narrows the reason, and what it leaves unanswered. A remark of the family that the ground is of is
 * answered by the argument itself; a notice wants no answer.
 */
export function answerRemarks(appeal: AppealCase, write: LetterWriter): RemarksAnswered {
  const all = appeal.denied.flatMap(({ remarks }) => remarks);
  const answered = all
    .filter(({ code }, at) => all.findIndex((one) => one.code === code) === at)
    .map((remark) => answerOne(remark, appeal, write));
  return { sentences: answered.flatMap(({ sentence }) => sentence ?? []), warnings: answered.flatMap(({ warning }) => warning ?? []) };
}

/** Whether a remark names the coverage policy that the letter then asks for. */
export function namesPolicy({ denied }: AppealCase): boolean {
  return denied.some(({ remarks }) => remarks.some(({ code }) => code === 'N115' || code === 'N386'));
}

function answerOne(
  remark: RemarkAt,
  appeal: AppealCase,
  write: LetterWriter,
): { readonly sentence?: LetterSentence; readonly warning?: string } {
  const words = appeal.remarkWords(remark.code);
  const known = ANSWERS.get(remark.code);
  if (known === undefined) return isAnsweredBy(appeal, words) ? {} : { warning: unanswered(remark.code, words) };
  const cites = { remark: remarkCite(remark, appeal.remitted.remittance) };
  const claim = { claim: { kind: 'claim', claim: appeal.records.claim.id } as const };
  const sentence = [write.sayFirst(known.says, { ...cites, ...claim }), write.sayFirst(known.says, cites)].find(isThere);
  return { ...(sentence !== undefined && { sentence }), ...(known.look !== undefined && { warning: known.look }) };
}

function isAnsweredBy({ ground }: AppealCase, words: RemarkWords | undefined): boolean {
  if (words?.alert === true) return true;
  const family = ground === 'level-of-care' ? 'clinical-validation' : ground;
  // Of what is missing, records can be sent with a letter; what the claim itself lacks cannot.
  return words?.family === family && !(ground === 'missing-information' && words.usually === 'correct');
}

function unanswered(code: string, words: RemarkWords | undefined): string {
  return words === undefined
    ? `The letter does not answer the remark ${toldCode(code)}, which is not held here: look up what it says.`
    : `The letter does not answer the remark ${words.code}: ${words.says}`;
}
