import type { ClaimLine } from '../../../billing/claim.ts';
import { findPassages, type Passage } from '../../evidence/find-passages.ts';
import { isVisit, namesService } from '../../evidence/service-words.ts';
import { SEPARATING_MODIFIERS } from '../separating-modifiers.ts';
import { deniedLines, documentsOf, isThere, lineCite, quoteAll, type AppealCase, type Ground } from './ground.ts';

const APART =
  /\b(?:separate(?:ly)?|separately identifiable|distinct|unrelated|contralateral|different (?:site|session|lesion|incision|area|encounter|time)|second (?:incision|site|lesion|session)|in addition to)\b/i;
const AGAIN = /\b(?:repeat(?:ed)?|again|second)\b/i;
/** What a modifier says, as a note says it: of the others, that the service was apart. */
const SAYS: Readonly<Record<string, RegExp>> = {
  LT: /\bleft\b(?![- ]handed)/i,
  RT: /\bright\b(?![- ]handed| away| now| after)/i,
  '76': AGAIN,
  '77': AGAIN,
  '91': AGAIN,
};
const MOST = 4;

/** Two services of one day that were taken as one. */
export const bundling: Ground = (appeal, write) => {
  const pair = pairOf(appeal, (denied, other) => denied.number !== other.number && denied.date === other.date);
  if ('refused' in pair) return pair;
  const { denied, other, apart } = pair;
  const passages = wordsApart(appeal, apart);
  if (passages.length === 0) return { refused: notShown(apart) };
  const cites = { denied: lineCite(appeal, denied), other: lineCite(appeal, other) };
  return {
    paragraphs: [
      [write.say('lines-same-day', cites), write.say('line-separate', { line: lineCite(appeal, apart) })],
      ...quoteAll(passages, write),
      [write.say('ask-separate')],
    ],
    documents: documentsOf(passages),
    warnings: [],
  };
};

/** A line that was taken as a copy of another. */
export const duplicate: Ground = (appeal, write) => {
  const twins = (denied: ClaimLine, other: ClaimLine): boolean =>
    denied.number !== other.number && denied.code === other.code && denied.date === other.date;
  const pair = pairOf(appeal, twins);
  if ('refused' in pair) return pair;
  const { denied, other, apart } = pair;
  const passages = wordsApart(appeal, apart);
  if (passages.length === 0) return { refused: notShown(apart) };
  const cites = { denied: lineCite(appeal, apart), other: lineCite(appeal, apart === denied ? other : denied) };
  const twin = write.sayFirst(['line-repeated', 'lines-apart'], cites);
  return {
    paragraphs: [[twin].filter(isThere), ...quoteAll(passages, write), [write.say('ask-duplicate')]],
    documents: documentsOf(passages),
    warnings: [],
  };
};

interface Pair {
  readonly denied: ClaimLine;
  readonly other: ClaimLine;
  /** Which of the two bears the modifier that separates them. */
  readonly apart: ClaimLine;
}

function pairOf(appeal: AppealCase, pairs: (denied: ClaimLine, other: ClaimLine) => boolean): Pair | { readonly refused: string } {
  const { ground, records } = appeal;
  const [denied] = deniedLines(appeal);
  if (denied === undefined)
    return {
      refused:
        'The line that the payer denied is not found on the claim as it was sent, so nothing shows what it was separate from. Ask the payer which line it means.',
    };
  const others = records.claim.lines.filter((line) => pairs(denied, line));
  const paid = others.find(({ number }) => !deniedLines(appeal).some((line) => line.number === number));
  const other = paid ?? others[0];
  if (other === undefined)
    return {
      refused:
        ground === 'duplicate'
          ? `The claim has no other line with ${named(denied)} on that day, so this letter could show nothing. Look whether another claim was paid for it: if so, the denial stands; if not, ask the payer which claim it means.`
          : `The claim has no other line of that day beside ${named(denied)}. Ask the payer into which service it was bundled.`,
    };
  const apart = [denied, other].find(({ modifiers }) => modifiers.some((one) => SEPARATING_MODIFIERS.has(one)));
  if (apart === undefined)
    return {
      refused: `The claim has no modifier that separates ${named(denied)} from ${named(other)}. Do not appeal on this ground: if the record supports a modifier, send a corrected claim with it; if not, the denial stands.`,
    };
  return { denied, other, apart };
}

/**
 * Words of the day of the service that say what its modifier says, in a sentence that is about it: one that names it, or where its words are
 * not known here, one of an operative note or of what was done. Of a visit any sentence of its note is.
 */
function wordsApart({ records }: AppealCase, apart: ClaimLine): readonly Passage[] {
  if (records.chart === undefined) return [];
  const [words = APART] = apart.modifiers.flatMap((one) => SAYS[one] ?? []);
  return findPassages(records.chart, {
    words,
    on: apart.date,
    about: (sentence, { type, section }) =>
      isVisit(apart) || (namesService(apart.code, sentence) ?? (type === 'operative-note' || section === 'procedures')),
    most: MOST,
  });
}

function named({ number, code }: ClaimLine): string {
  return code === undefined ? `line ${number}` : `line ${number} (${code})`;
}

function notShown(apart: ClaimLine): string {
  return `The record does not show that ${named(apart)} was a service apart, as its modifier says. Do not appeal on this ground: if the modifier is wrong, send a corrected claim; if the record is incomplete, ask the provider.`;
}
