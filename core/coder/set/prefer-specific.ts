import { categoryOf } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk, Outcome } from './candidate.ts';
import { FAMILY_HISTORY } from './code-families.ts';
import { absorb } from './candidate.ts';
import { evidenceOf, type FoundMention } from '../words/found-mention.ts';
import type { Step } from '../trace.ts';

/** A relative's condition, or one of the past, is another condition than the patient's own of today. */
const OF_ANOTHER = [...FAMILY_HISTORY, 'Z85-Z87'];
/** By which a suicide attempt is told: T14.91 is for one of which the means is not known. */
const SELF_HARM = ['T36-T65:intent=2', 'X71-X83'];
/** Words that may stand before the condition that a statement is about: "Known", "History of". */
const FEW_WORDS = 2;

/** A general code falls to a more specific one of the same condition that the chart also documents (I.B.2, I.B.18). */
export function preferSpecific(candidates: readonly Candidate[], { edition }: Desk): Outcome {
  let kept = [...candidates];
  const steps: Step[] = [];
  for (const loser of candidates) {
    const general = generalOf(loser, edition);
    const winner = kept.find((other) => other.code !== loser.code && isMoreSpecific(other, general, edition));
    if (winner === undefined) continue;
    const { title } = general;
    const why = `${winner.code} says more about the same condition.`;
    const rule = 'reconcile.more-specific';
    kept = kept
      .filter((one) => one.code !== loser.code)
      .map((one) => (one.code === winner.code ? absorb(one, loser, { code: loser.code, title, why, rule }) : one));
    steps.push({ stage: 'reconcile', rule, says: why, cites: 'I.B.2', code: loser.code, other: winner.code, outcome: 'replaced' });
  }
  return { kept, steps };
}

/** A code that may give way, with what is asked of it beside each other code. */
interface General {
  readonly loser: Candidate;
  readonly title: string;
  readonly ofAnother: boolean;
  readonly vague: boolean;
  /** Beside a complication, "without complications" is not another condition: it is untrue. */
  readonly denies: boolean;
}

function generalOf(loser: Candidate, edition: Desk['edition']): General {
  const title = edition.code(loser.code)?.title ?? '';
  const vague = /\bunspecified\b/i.test(title);
  const denies = /(?:without complications?|, uncomplicated)$/.test(title);
  return { loser, title, ofAnother: inAnyPattern(OF_ANOTHER, loser.code), vague, denies };
}

function isMoreSpecific(winner: Candidate, { loser, title, ofAnother, vague, denies }: General, edition: Desk['edition']): boolean {
  if (loser.status === 'present' && winner.status !== 'present') return false;
  if (inAnyPattern(OF_ANOTHER, winner.code) !== ofAnother) return false;
  if (loser.mentions.every((general) => winner.mentions.some((special) => narrows(special, general)))) return true;
  const beneath = loser.mentions.every(({ entry }) => winner.mentions.some((special) => isUnder(special.entry.main, entry.main)));
  if (vague && beneath && winner.code.startsWith(loser.code.slice(0, 1))) return true;
  if (loser.code.startsWith('T14.91') && inAnyPattern(SELF_HARM, winner.code)) return true;
  if (loser.code.startsWith('W19')) return /^[VWX]/.test(winner.code);
  if (categoryOf(winner.code) !== categoryOf(loser.code)) return false;
  if (beneath && loser.mentions.every(({ target, entry }) => target === entry.code)) return true;
  if (!vague && !denies) return false;
  if (!denies && areStatedApart(winner, loser)) return false;
  const winning = edition.code(winner.code)?.title ?? '';
  return sharesStem(winner.code, winning, loser.code) || namesFracture(winning, title);
}

/** True where one diagnostic statement gives both, by different terms of the index, as conditions of their own. */
function areStatedApart(winner: Candidate, loser: Candidate): boolean {
  return winner.mentions.some((one) =>
    loser.mentions.some(
      (other) =>
        one.source === other.source &&
        one.weight === 'final' &&
        other.weight === 'final' &&
        leadOf(one.entry.main) !== leadOf(other.entry.main) &&
        (one.sentence === other.sentence ? isJoined(one, other) : opensStatement(one) && opensStatement(other)),
    ),
  );
}

function leadOf(main: string): string {
  return main.split(', ')[0] ?? main;
}

/** At the head of its sentence or item, and not told there as the cause or the company of another condition. */
function opensStatement(mention: FoundMention): boolean {
  const { sentence, source } = mention;
  const before = source.document.text.slice(sentence.start, evidenceOf(mention).start);
  return (before.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= FEW_WORDS;
}

function isJoined(one: FoundMention, other: FoundMention): boolean {
  const [first, later] = one.range.start < other.range.start ? [one, other] : [other, one];
  return /^[^,;]{0,20}\band\s$/i.test(one.source.document.text.slice(first.range.end, later.range.start));
}

/** `Fibrillation, atrial, paroxysmal` stands beneath `Fibrillation, atrial` in the index. */
function isUnder(main: string, general: string): boolean {
  return main.length > general.length && main.startsWith(general) && main.startsWith(', ', general.length);
}

/** The same index term with every modifier of the other, and more. */
function narrows(special: FoundMention, general: FoundMention): boolean {
  if (isReadingOfSame(special, general)) return false;
  const [one, other] = [special.entry.main, general.entry.main];
  if (one !== other && !isUnder(one, other) && !isUnder(other, one)) return false;
  if (one !== other && categoryOf(special.code ?? '') !== categoryOf(general.code ?? '')) return false;
  const followed = new Set(special.modifiers.map(({ name }) => name));
  for (const name of special.names) followed.add(name);
  return followed.size > general.names.size && [...general.names].every((name) => followed.has(name));
}

/** Two readings of the same words ("right greater than left") are two conditions. */
function isReadingOfSame(one: FoundMention, other: FoundMention): boolean {
  return (
    one.source === other.source && one.entry === other.entry && one.range.start === other.range.start && one.range.end === other.range.end
  );
}

/** `I50.9` is the residue of all of `I50`; `M25.569` only of `M25.56`, and `R06.00` only of `R06.0`. */
function sharesStem(winner: string, title: string, loser: string): boolean {
  const stem = residueStem(loser);
  if (stem.length >= loser.length || !winner.startsWith(stem)) return false;
  return !/\bunspecified\b/i.test(title) || residueStem(winner).length > stem.length;
}

function residueStem(code: string): string {
  const stem = code.length === 8 ? code.slice(0, 7).replace(/X+$/, '') : code;
  const cut = stem.replace(/(?:\.A|\.9[09]*|(?<!\.)[09]+)$/, '');
  return cut.length < 3 ? stem : cut.replace(/\.$/, '');
}

/** "Unspecified fracture of right femur" falls to a named fracture of the same bone and side. */
function namesFracture(winner: string, loser: string): boolean {
  if (!loser.startsWith('Unspecified fracture of') || winner.startsWith('Unspecified fracture of')) return false;
  const side = /\b(?:right|left)\b/.exec(loser)?.[0];
  return side === undefined || new RegExp(`\\b${side}\\b`).test(winner);
}
