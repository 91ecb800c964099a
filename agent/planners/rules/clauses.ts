import { makeClause, type Clause } from './clause.ts';
import type { Word } from './words.ts';

const ENDS = new Set(['.', '?', '!', ';', '\n']);
const JOINS = new Set(['and', 'then', 'but', 'also', 'plus', ',', '&']);
const SKIPPED = new Set([...JOINS, 'please', 'now', 'just', 'could', 'can', 'would', 'you', 'kindly']);
/** Words of a leading "for encounter E-1042,", which belongs to what follows. */
const LEADS = new Set(['on', 'for', 'in', 'regarding', 're', 'encounter', 'case', 'chart']);
const ABBREVIATIONS = new Set(['dr', 'mr', 'mrs', 'ms', 'vs', 'no', 'st', 'approx', 'e.g', 'i.e']);

const OPENERS = new Set(
  (
    'show suggest explain why what which who when where how find search look read open display list tell give help propose add ' +
    'delete erase send bill email summarise summarize query draft appeal override change recode'
  ).split(' '),
);
/** Openers that stand in a reason as nouns: ", appeal lost", ", bill sent twice". Behind a comma they open only on what they would act on. */
const NOUNS_TOO = new Set('appeal bill change query draft email help list'.split(' '));
const ACTED_ON = /^(?:<.*>|it|this|that|these|those|the|a|an|all|them|me|us|him|her)$/;
const MOVES_MONEY = /^(?:write|writing|writeoff|write-off|w\/o|wo|adjust|refund|transfer|move|take)$/;
const WHOSE = /^what (?:the )?(?!is |are |was |were |do |does |did |has |have )\S+(?: \S+)? (?:refused|denied|rejected|owes?)$/;
const AUXILIARIES = new Set('is was were are does did do has have should'.split(' '));
const DECIDING = new Set('accept approve reject decline countersign refuse sign withdraw escalate replace'.split(' '));
const OBJECTS = new Set('it this that all everything both them those these the code codes encounter'.split(' '));

/** Splits a message where one question or command ends and the next begins. */
export function splitClauses(message: string, words: readonly Word[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: Word[] = [];
  let joined = false;
  const close = (asked: boolean, joins: boolean) => {
    const clause = makeClause(message, current, { asked, joined });
    if (clause.words.length > 0 || clause.padding !== '') clauses.push(clause);
    current = [];
    joined = joins;
  };
  for (const [index, word] of words.entries()) {
    if (ends(words, index)) {
      close(word.norm === '?' || asksOn(words, index), false);
    } else if (JOINS.has(word.norm) && !word.quoted && saysSomething(current) && opensAt(words, index)) {
      close(false, true);
    } else {
      current.push(word);
    }
  }
  close(false, false);
  return clauses;
}

function ends(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (word?.kind !== 'mark' || word.quoted || !ENDS.has(word.norm)) return false;
  if (word.norm !== '.') return true;
  const touchesNext = words[index + 1]?.start === word.end && words[index + 1]?.kind !== 'mark';
  return !touchesNext && !ABBREVIATIONS.has(words[index - 1]?.norm ?? '');
}

/** `!?` and `..?` ask as well. */
function asksOn(words: readonly Word[], index: number): boolean {
  for (const { kind, norm } of words.slice(index + 1)) {
    if (kind !== 'mark' || norm === '\n') return false;
    if (norm === '?') return true;
  }
  return false;
}

function saysSomething(current: readonly Word[]): boolean {
  return current.some(({ kind, norm }) => kind !== 'mark' && kind !== 'encounter' && !SKIPPED.has(norm) && !LEADS.has(norm));
}

/** "write off $40 on C-88, what insurance refused": behind such an order these words say whose the money is. */
function saysWhose(words: readonly Word[], join: number): boolean {
  const before = words.slice(words.slice(0, join).findLastIndex((_, at) => ends(words, at)) + 1, join);
  const after = words.slice(join + 1);
  const end = after.findIndex(({ kind }) => kind === 'mark');
  const said = after.slice(0, end === -1 ? after.length : end).map(({ norm }) => norm);
  return before.some(({ norm }) => MOVES_MONEY.test(norm)) && WHOSE.test(said.join(' '));
}

function opensAt(words: readonly Word[], join: number): boolean {
  let at = join;
  while (SKIPPED.has(words[at]?.norm ?? '')) at += 1;
  const word = words[at]?.norm ?? '';
  const next = words.slice(at + 1).find(({ kind }) => kind !== 'mark');
  if (NOUNS_TOO.has(word) && words[join]?.norm === ',') return next !== undefined && ACTED_ON.test(next.norm);
  if (word === 'what' && words[join]?.norm === ',') return next !== undefined && !saysWhose(words, join);
  if (OPENERS.has(word)) return true;
  if (DECIDING.has(word)) return next !== undefined && (next.norm.startsWith('<') || OBJECTS.has(next.norm));
  if (word === 'code') return next === undefined || /^(?:<encounter>|<either>|it|this|that|the)$/.test(next.norm);
  return (
    AUXILIARIES.has(word) && words[join]?.norm !== ',' && next !== undefined && /^(?:<.*>|it|that|this|the|there|not)$/.test(next.norm)
  );
}
