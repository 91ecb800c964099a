import type { DecideStep } from '../../plan.ts';
import { asksAsBiller } from './as-biller.ts';
import { isImperative, misshapenCode, type Clause } from './clause.ts';
import type { Context } from './context.ts';
import { readObjects, type Objects } from './decision-objects.ts';
import { eitherSays } from './intents/explain.ts';
import { VERBS, type Verdict } from './order-verbs.ts';
import { readReason } from './reason.ts';
import { readTarget } from './change-target.ts';
import type { Word } from './words.ts';

/** A decision that is unmistakable, or the reason why words that look like one are not taken for it. */
export type Decided =
  | { readonly status: 'decided'; readonly steps: readonly DecideStep[]; readonly reason?: string }
  | { readonly status: 'unclear'; readonly why: string };

/** What an order begins with that only sometimes is one: "change the date" is no decision and is answered as what it is. */
const ONLY_ON_OBJECTS: ReadonlySet<Verdict> = new Set(['change', 'escalate']);

const VERB = Object.keys(VERBS).join('|');
const NEGATED = new RegExp(
  `^(?:(?:wait|no|oh|hold on|stop) )*(?:do not|never|not|please do not|i do not|i will not|i would not|let us not|hold off on|stop|wait (?:before|with)|refrain from) ?(?:yet |just |ever |want to |think (?:we|i) should |you )*(?:${VERB}|accepting|approving|rejecting|signing|changing|replacing|escalating)\\b`,
);
const REPORTED =
  /^(?:accepted|approved|rejected|declined|countersigned|signed)\b|^(?:changed|replaced|escalated) (?:<code>|<proposal>|it(?: |$))/;
const PERFORMED = new RegExp(`^i (?:hereby |do |now )?(?=(?:${VERB})\\b)`);
const BY_ALL = /^(?:all|everything|every|each|them|both|rest|these|those|queue|whatever|any|remaining|codes|suggestions|lot|others)$/;
const SAYS_BY_ITEM =
  'Decisions are made one at a time, by a person, on what that person has seen, so name each that you mean: "accept I50.23, N18.32 and E11.22" or "reject P-3 and P-5, duplicate". "what is waiting for me?" lists the proposals.';

/**
 * Reads a clause as a person's own decision. Only an order in the person's own words is one: no question, no condition, no
 * report, nothing quoted, nothing left over that was not understood. `undefined` when it does not begin like a decision.
 */
export function readDecision(context: Context, others: readonly string[]): Decided | undefined {
  const { clause } = context;
  const spoken = clause.words;
  if (NEGATED.test(clause.line)) {
    return unclear(
      'That is no decision, so nothing was decided. To refuse a code write "reject N17.9, <reason>"; a proposal that nobody decides expires by itself.',
    );
  }
  if (REPORTED.test(clause.line))
    return unclear('I read that as a report. To decide, write it as an order: "accept I50.23" or "approve P-17".');
  const start = verbAt(clause, spoken);
  const verb = spoken[start];
  if (verb === undefined) return undefined;
  const verdict = VERBS[verb.norm];
  if (verdict === undefined || verb.quoted) return undefined;
  if (!isImperative(clause)) {
    return unclear(
      `A decision is read only from a plain order, so nothing was decided. If it is your decision, write "${verb.norm} ${example(context)}".`,
    );
  }
  if (spoken.slice(0, start).some(({ kind, norm }) => kind === 'mark' && !/^[,:]$/.test(norm)))
    return unclear(
      `A mark stands before the order, seen or unseen, so nothing was decided. Write "${verb.norm} ${example(context)}" by itself.`,
    );
  return decided(context, verdict, spoken.slice(start + 1), others);
}

/** The verb stands first, after at most "on E-1042," or "I hereby". */
function verbAt({ line }: Clause, words: readonly Word[]): number {
  const led = /^(?:(?:on|for|in|regarding|re) )?(?:(?:encounter|case|chart) )?<encounter> /.exec(line)?.[0] ?? '';
  const performed = PERFORMED.exec(line.slice(led.length))?.[0] ?? '';
  let skip = `${led}${performed}`.split(' ').length - 1;
  return words.findIndex(({ kind }) => kind !== 'mark' && skip-- === 0);
}

function decided(context: Context, verdict: Verdict, words: readonly Word[], others: readonly string[]): Decided | undefined {
  const objects = readObjects(words, context);
  if ('why' in objects) return unclear(objects.why);
  const [first] = objects.rest.filter(({ kind }) => kind !== 'mark');
  if (objects.codes.length + objects.proposals.length === 0) return ONLY_ON_OBJECTS.has(verdict) ? undefined : noObject(context, first);
  const target = verdict === 'change' ? readTarget(objects, asksAsBiller(context.question)) : { rest: objects.rest };
  if ('why' in target) return unclear(target.why);
  const reason = readReason(context.clause.message, target.rest, verdict);
  if ('why' in reason) return unclear(reason.why);
  const encounter = encounterFor(objects, target.encounter ?? reason.encounter, context, others);
  if (objects.pronoun && objects.proposals.length === 0 && encounter !== context.last.encounter) {
    return unclear(
      'The code was spoken of on another encounter. Name the code and the encounter, as in "accept I50.23 on E-1042". Nothing was decided.',
    );
  }
  if (objects.codes.length > 0 && objects.proposals.length === 0 && encounter === undefined) {
    return unclear(
      `On which encounter? Name it in the order, as in "${verdict} ${objects.codes[0] ?? 'I50.23'} on E-1042". Nothing was decided.`,
    );
  }
  const why = reason.text === undefined ? {} : { reason: reason.text };
  const said = { ...('to' in target && { to: target.to }), ...why };
  const on = objects.proposals.length > 0 ? typedEncounter(objects, target.encounter ?? reason.encounter, context) : encounter;
  return { status: 'decided', steps: stepsFor(verdict, objects, on, said), ...why };
}

function stepsFor(
  verdict: Verdict,
  { codes, proposals }: Objects,
  encounter: string | undefined,
  said: { readonly to?: string; readonly reason?: string },
): DecideStep[] {
  const on = encounter === undefined ? {} : { encounter };
  if (proposals.length > 0) {
    const [code] = codes;
    return proposals.map((proposal) => ({
      tool: 'decide',
      input: { verdict, proposal, ...on, ...(code !== undefined && { code }), ...said },
    }));
  }
  return codes.map((code) => ({ tool: 'decide', input: { verdict, ...on, code, ...said } }));
}

/** The encounter of the order; none where more than one could be meant. */
function encounterFor(objects: Objects, said: string | undefined, context: Context, others: readonly string[]): string | undefined {
  const { last } = context;
  const own = typedEncounter(objects, said, context);
  if (own !== undefined) return own;
  const meant = new Set([...(last.encounter === undefined ? [] : [last.encounter]), ...others]);
  return meant.size === 1 ? [...meant][0] : undefined;
}

/** The encounter that the order itself names. A proposal that is named with one MUST be of it. */
function typedEncounter({ encounter }: Objects, said: string | undefined, { clause }: Context): string | undefined {
  const led = /^(?:(?:on|for|in|regarding|re) )?(?:(?:encounter|case|chart) )?<encounter>/.test(clause.line);
  return encounter ?? (led ? clause.words.find(({ kind }) => kind === 'encounter')?.value : undefined) ?? said;
}

function noObject(context: Context, first: Word | undefined): Decided {
  if (first !== undefined && BY_ALL.test(first.norm)) return unclear(SAYS_BY_ITEM);
  const misshapen = misshapenCode(context.clause);
  if (misshapen !== undefined) return unclear(`${misshapen} Nothing was decided.`);
  if (first?.kind === 'either') return unclear(`${eitherSays(context)} Nothing was decided.`);
  return unclear(
    'Decide what? Name the code or the proposal, as in "accept I50.23", "approve P-17" or "reject N17.9, <reason>". Nothing was decided.',
  );
}

function example({ codes, proposals }: Context): string {
  return proposals[0] ?? codes[0] ?? 'I50.23';
}

function unclear(why: string): Decided {
  return { status: 'unclear', why };
}
