import { promisedCents } from '../appeal-answer.ts';
import type { Citation } from './citation.ts';
import { isThere, type AppealCase, type DeniedAmount, type RemarkAt } from './grounds/ground.ts';
import type { LetterWriter } from './letter-writer.ts';
import type { LetterParagraph, LetterRow, LetterSentence } from './letter.ts';

/** What was refused: sentences for a line or two, and for more of one reason a sentence with a table of the lines. */
export function deniedParagraphs(appeal: AppealCase, write: LetterWriter): LetterParagraph[] {
  const paragraphs: LetterParagraph[] = [];
  let sentences: LetterSentence[] = [write.say('opening')];
  const told = new Set<string>();
  for (const denied of ofOneReason(appeal.denied)) {
    const rows = denied.length < 2 ? undefined : rowsOf(denied, appeal, write);
    if (rows === undefined) {
      sentences.push(...denied.flatMap((one) => said([one], { appeal, told }, write)));
      continue;
    }
    paragraphs.push([...sentences, ...said(denied, { appeal, told }, write)], { table: 'refused-lines', rows });
    sentences = [];
  }
  const answered = answeredSentences(appeal, write);
  return [...paragraphs, ...[sentences, answered].filter((one) => one.length > 0)];
}

/** What the payer's letters answered the appeals before this one, and what that leaves. */
function answeredSentences({ answers, denied, remitted }: AppealCase, write: LetterWriter): LetterSentence[] {
  const said = answers.map(({ proposal }) =>
    write.sayFirst(['answer-upheld', 'answer-upheld-undated', 'answer-partly', 'answer-partly-undated'], {
      answer: { kind: 'answer', proposal },
    }),
  );
  const left = promisedCents(answers) === 0 ? undefined : write.say('answer-left', leftCites({ answers, denied, remitted }));
  return [...said, left].filter(isThere);
}

/** The amounts that are contested, and the answers that grant some of them. */
export function leftCites({ answers, denied, remitted }: Pick<AppealCase, 'answers' | 'denied' | 'remitted'>): Record<string, Citation> {
  const granting = answers.filter(({ amountCents = 0 }) => amountCents > 0);
  return Object.fromEntries([
    ...denied.map((one, at) => [`a${at + 1}`, adjustmentCite(one, remitted.remittance)]),
    ...granting.map(({ proposal }, at) => [`n${at + 1}`, { kind: 'answer', proposal }]),
  ]);
}

/** Amounts by the reason and the remarks beside it, in their order. What was refused of the claim as a whole stands alone. */
function ofOneReason(denied: readonly DeniedAmount[]): readonly (readonly DeniedAmount[])[] {
  const groups = new Map<string, DeniedAmount[]>();
  for (const one of denied) {
    const { group, reason } = one.adjustment;
    const key = one.line === undefined ? `claim ${groups.size}` : `${group}-${reason} ${one.remarks.map(({ code }) => code).join()}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

interface Saying {
  readonly appeal: AppealCase;
  /** Remark codes that were said already: each is said once. */
  readonly told: Set<string>;
}

/** What was taken off, with the remarks beside it; for one line, what it was billed as. */
function said(denied: readonly DeniedAmount[], { appeal: { records, remitted }, told }: Saying, write: LetterWriter): LetterSentence[] {
  const [first] = denied;
  if (first === undefined) return [];
  const { remittance } = remitted;
  const claim = { claim: { kind: 'claim', claim: records.claim.id } as const };
  const all = Object.fromEntries(denied.map((one, at) => [`a${at + 1}`, adjustmentCite(one, remittance)]));
  const whole = write.sayFirst(['denied-whole', 'denied-whole-notice'], { ...all, ...claim });
  const one = { adj: adjustmentCite(first, remittance) };
  const part =
    denied.length > 1
      ? write.sayFirst(['denied-lines', 'denied-lines-notice'], all)
      : first.line === undefined
        ? write.sayFirst(['denied-claim', 'denied-claim-notice'], one)
        : write.sayFirst(['denied-line', 'denied-line-notice'], one);
  const remarks = first.remarks.flatMap((one) => {
    if (told.has(one.code)) return [];
    told.add(one.code);
    return write.sayFirst(['remark'], { remark: remarkCite(one, remittance) }) ?? [];
  });
  const line = denied.length > 1 ? undefined : first.claimLine;
  const billed =
    line === undefined
      ? undefined
      : write.sayFirst(['line-billed-one', 'line-billed'], { line: { kind: 'claim-line', claim: records.claim.id, line: line.number } });
  return [whole ?? part, ...remarks, billed].filter(isThere);
}

/** A row for each; `undefined` where one cannot be written, as for a line without a day. */
function rowsOf(
  denied: readonly DeniedAmount[],
  { records, remitted: { remittance } }: AppealCase,
  write: LetterWriter,
): LetterRow[] | undefined {
  const rows = denied
    .map((one) => {
      const adj = adjustmentCite(one, remittance);
      const remit: Citation = { kind: 'remittance', remittance, segment: one.segment };
      return one.claimLine === undefined
        ? write.row('refused-elsewhere', { adj, remit })
        : write.row('refused-line', { adj, line: { kind: 'claim-line', claim: records.claim.id, line: one.claimLine.number } });
    })
    .filter(isThere);
  return rows.length === denied.length ? rows : undefined;
}

export function adjustmentCite({ segment, place }: Pick<DeniedAmount, 'segment' | 'place'>, remittance: string): Citation {
  return { kind: 'adjustment', remittance, segment, place };
}

export function remarkCite({ segment, place }: RemarkAt, remittance: string): Citation {
  return { kind: 'remark', remittance, segment, place };
}
