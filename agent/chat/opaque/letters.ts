import type { Block } from '#core/answer/block.ts';
import { FoundPolicies, findPolicy } from '#tools/find-policy/tool.ts';
import { readLetter } from '#tools/read-letter/tool.ts';
import { opaquely, text, type OpaquePresenter } from './presenter.ts';
import { counted } from './safe-parts.ts';

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
