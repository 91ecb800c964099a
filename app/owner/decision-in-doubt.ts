import { rulesPlanner } from '#agent/planners/rules.ts';
import { DecideStep } from '#agent/plan.ts';
import { Failure } from '#core/errors.ts';

/** The rules read "accept it" as a decision only where a conversation is about something; what it is about does not matter here. */
const SOME_CONTEXT = { encounter: 'E-0', code: 'Z00.00' };

/**
 * What to tell a person whose message may have been a decision that the owner of the data had begun when it stopped: `undefined`
 * for a message that decides nothing, which may be asked again.
 */
export async function decisionInDoubt(text: string): Promise<Failure | undefined> {
  const { steps } = await rulesPlanner().plan({ text, roles: [], ...SOME_CONTEXT });
  const [decision] = steps.flatMap((step) => DecideStep.safeParse(step).data ?? []);
  return decision && inDoubt(lookFor(decision));
}

/** The same for orders that name their proposals. */
export function ordersInDoubt(proposals: readonly string[]): Failure {
  return inDoubt(proposals.map((id) => `"countersign proposals show ${id.toUpperCase()}"`).join(' and '));
}

function inDoubt(look: string): Failure {
  return new Failure(
    'unavailable',
    'The Countersign that held the data stopped before it answered, so it is not known whether this decision was taken. It was not ' +
      `sent again. Look with ${look} before you decide anew.`,
  );
}

function lookFor({ input: { proposal, encounter } }: DecideStep): string {
  if (proposal !== undefined) return `"show ${proposal.toUpperCase()}"`;
  if (encounter !== undefined && encounter !== SOME_CONTEXT.encounter) return `"show the ledger for ${encounter}"`;
  return '"what is waiting for me?" and "show P-…"';
}
