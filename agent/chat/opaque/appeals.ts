import type { Block } from '#core/answer/block.ts';
import { APPEAL_LEVELS } from '#core/appeals/appeal-road.ts';
import { AppealGround } from '#core/appeals/letter/letter.ts';
import { DraftedAppeal, draftAppeal } from '#tools/draft-appeal/tool.ts';
import { FoundPolicies, findPolicy } from '#tools/find-policy/tool.ts';
import { readLetter } from '#tools/read-letter/tool.ts';
import { hoursUntil } from './hours.ts';
import { each, opaquely, text, title, type OpaquePresenter } from './presenter.ts';
import { counted, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

/** That a letter waits, at which level and on what ground. Claims, money, days and why a letter was refused are left out. */
export const opaqueAppeal = opaquely(draftAppeal, DraftedAppeal, async ({ letters, refused }, telling): Promise<readonly Block[]> => [
  title(letters.length === 0 ? 'No letter was drafted' : 'A letter waits for a countersignature'),
  ...(await each(letters, (one) => line(one, telling))),
  ...(refused.length === 0 ? [] : [text('There is no appeal to send on this ground or at this level. Open the case to read why.')]),
]);

async function line(
  { proposal, encounter, level, ground, expiresAt, warnings }: DraftedAppeal['letters'][number],
  telling: Telling,
): Promise<Block | undefined> {
  const id = proposalIn(proposal);
  if (id === undefined || !telling.lists(id)) return undefined;
  const at = APPEAL_LEVELS.find((one) => one === level) ?? 'a level';
  const on = (AppealGround.safeParse(ground).data ?? 'a ground').replaceAll('-', ' ');
  const of = encounter === undefined ? '' : ` on ${await telling.caseOf(encounter)}`;
  const warned = warnings.length === 0 ? '' : `, with ${counted(warnings.length, 'warning')} on its card`;
  return {
    kind: 'proposal',
    id,
    state: 'pending',
    says: `appeal.submit${of}, ${at}, ${on}${hoursUntil(expiresAt, await telling.unit.now())}${warned}`,
  };
}

/** A letter names its patient throughout. */
export const opaqueLetter: OpaquePresenter = {
  tool: readLetter,
  present: () => Promise.resolve([text('The letter can be read where the case is open, and not here.')]),
};

/** Clauses are of no patient, but whoever wrote their file may have written anything, and so may whoever asked. */
export const opaquePolicies = opaquely(findPolicy, FoundPolicies, async ({ clauses }): Promise<readonly Block[]> => [
  text(
    clauses.length === 0
      ? 'The policy library has no clause with these words.'
      : `The policy library has ${counted(clauses.length, 'clause')} on it. Open them in the terminal or on the pages.`,
  ),
]);
