import { signBehind, signs } from './sign-beside.ts';

/** How a form answers the label before it. `undefined` of a row of boxes: none that answers is ticked. */
export interface FormAnswer {
  readonly status: 'negated' | 'present' | 'hypothetical';
  /** Characters of the answer, from the label's end. */
  readonly length: number;
}

const BOX = String.raw`(?:\[\s*[xX+✓✔]?\s*\]|\(\s*[xX✓✔]?\s*\)|[☐□☑☒✓✔])`;
const WORD = String.raw`(?:yes|no|unknown|unk|n\/a|y|n)(?![\p{L}\p{N}])`;
const LABEL = String.raw`^\s*[:?=–-]?\s*`;
const BOX_FIRST = new RegExp(String.raw`${LABEL}(?:${BOX}\s*${WORD}[\s,/|]*){1,4}`, 'iu');
const WORD_FIRST = new RegExp(String.raw`${LABEL}(?:${WORD}\s*${BOX}[\s,/|]*){1,4}`, 'iu');
const PAIR_BOX_FIRST = new RegExp(String.raw`(${BOX})\s*(${WORD})`, 'giu');
const PAIR_WORD_FIRST = new RegExp(String.raw`(${WORD})\s*(${BOX})`, 'giu');
const TICK = /[xX+✓✔☑☒]/u;
/** Both answers printed and none chosen. */
const UNANSWERED = /^\s*[:?]\s*\(?(?:yes\s*\/\s*no|no\s*\/\s*yes|y\s*\/\s*n)\)?(?=\s*(?:[.,;|\n]|$))/iu;
/** One letter, or a word before the next label: `Diabetes: N.`, `Diabetes: No Asthma: Yes`. */
const LETTER = /^\s*[:=]\s*\(?([NY])\)?(?=\s*(?:[.,;|\n]|$)|\s+\p{Lu}[\p{L} ]{1,30}[:=])/u;
const BEFORE_LABEL = /^\s*[:=]\s*(?:([Nn]o|NO|[Nn]one|[Dd]enies|[Nn]egative)|[Yy]es|YES|[Pp]ositive)(?=\s+\p{Lu}[\p{L} ]{1,30}[:=])/u;

/** The next cell of a row: `| Diabetes | No |`, `Diabetes<tab>No`. */
const CELL = /^[ ]*[|\t][ ]*(?:(no|none|denies|negative|absent|n)|(?:yes|positive|present|y))[ ]*(?=[|\t\n]|$)/iu;

/** What every answer begins with. */
const BEGINS = signs(':?=-[(|\tyYnNuU');

/** Reads what stands behind a label of a form. */
export function formAnswer(behind: string): FormAnswer | undefined {
  if (!signBehind(behind, 0, behind.length, BEGINS)) return undefined;
  const rows = [
    [BOX_FIRST.exec(behind), PAIR_BOX_FIRST, 1, 2],
    [WORD_FIRST.exec(behind), PAIR_WORD_FIRST, 2, 1],
  ] as const;
  for (const [row, pair, box, word] of rows) {
    if (row === null) continue;
    const ticked = [...row[0].matchAll(pair)]
      .filter((match) => TICK.test(match[box] ?? ''))
      .map((match) => (match[word] ?? '').toLowerCase());
    return { status: ticked.length === 1 ? meaning(ticked[0] ?? '') : 'hypothetical', length: row[0].trimEnd().length };
  }
  const open = UNANSWERED.exec(behind);
  if (open !== null) return { status: 'hypothetical', length: open[0].length };
  const letter = LETTER.exec(behind);
  if (letter !== null) return { status: letter[1] === 'N' ? 'negated' : 'present', length: letter[0].length };
  const cell = CELL.exec(behind);
  if (cell !== null) return { status: cell[1] === undefined ? 'present' : 'negated', length: cell[0].length };
  const word = BEFORE_LABEL.exec(behind);
  return word === null ? undefined : { status: word[1] === undefined ? 'present' : 'negated', length: word[0].length };
}

function meaning(word: string): FormAnswer['status'] {
  if (word.startsWith('y')) return 'present';
  return word === 'no' || word === 'n' ? 'negated' : 'hypothetical';
}
