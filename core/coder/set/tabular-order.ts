import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { TabularNote } from '../../terminology/edition-source.ts';
import type { Candidate, Desk } from './candidate.ts';

/** Why one code stands before another. Of two reasons that disagree the one of the lower `rank` holds. */
export interface Precedence {
  readonly rank: number;
  readonly rule: string;
  readonly says: string;
  readonly cites: string;
}

/** The note of the tabular list that puts the first code before the second (I.A.13, I.A.17, I.B.7), or the acute form of one condition. */
export function tabularOrder(first: Candidate, second: Candidate, { edition }: Desk): Precedence | undefined {
  const notes = edition.notes(second.code);
  const codeFirst = notes.find((note) => asksFirst(note, second.code) && inAnyPattern(note.codeFirst ?? [], first.code));
  if (codeFirst !== undefined) {
    const says = `"Code first" at ${codeFirst.code} names ${first.code}.`;
    return { rank: 1, rule: 'sequence.code-first', says, cites: `I.A.13; tabular list, ${codeFirst.code}` };
  }
  if (isAcuteOf(first, second, edition)) {
    return { rank: 2, rule: 'sequence.acute-first', says: 'The acute form comes before the chronic one.', cites: 'I.B.8' };
  }
  const additional = edition.notes(first.code).find((note) => isOfItsCategory(note) && inAnyPattern(note.useAdditional ?? [], second.code));
  if (additional === undefined) return undefined;
  const says = `"Use additional code" at ${additional.code} names ${second.code}.`;
  return { rank: 3, rule: 'sequence.use-additional', says, cites: `I.A.17; tabular list, ${additional.code}` };
}

const DRUGS = ['T36-T50'];
const ADVERSE_EFFECT = ['T36-T50:intent=5'];

/** At the drugs "code first the nature of the adverse effect" is said of adverse effects alone (I.C.19.e.5.a). */
export function asksFirst(note: TabularNote, code: string): boolean {
  return note.code !== DRUGS[0] || inAnyPattern(ADVERSE_EFFECT, code);
}

/** "In diseases classified elsewhere": never listed first, and never alone (I.A.13). */
export function isManifestation(title: string): boolean {
  return /\bin (?:other )?(?:\S+ )*?diseases? classified elsewhere\b/i.test(title);
}

/**
 * What a whole section or chapter asks to add (hypertension or tobacco use beside every disease of the heart) says what is reported
 * and not what the encounter was for.
 */
function isOfItsCategory({ code }: TabularNote): boolean {
  return !code.includes('-');
}

function isAcuteOf(first: Candidate, second: Candidate, edition: Desk['edition']): boolean {
  if (first.code.slice(0, 2) !== second.code.slice(0, 2)) return false;
  return acuity(first, edition) === 'acute' && acuity(second, edition) === 'chronic';
}

function acuity({ code }: Candidate, edition: Desk['edition']): string | undefined {
  return /^(acute|chronic)\b/i.exec(edition.code(code)?.title ?? '')?.[1]?.toLowerCase();
}
