import type { Block } from '#core/answer/block.ts';
import { AppealGround } from '#core/appeals/letter/letter.ts';
import { draftAppeal, DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { hoursUntil } from './hours.ts';
import { each, opaquely, title, warning } from './presenter.ts';
import { counted, proposalIn } from './safe-parts.ts';

/** That a letter waits, for which kind of denial, and how much its card warns of: no claim, no sum, no word of the letter. */
export const opaqueAppeal = opaquely(draftAppeal, DraftedAppeal, async ({ letters, refused }, telling): Promise<readonly Block[]> => [
  title(letters.length === 0 ? 'No letter was drafted' : 'A letter waits for a countersignature'),
  ...(await each(letters, async ({ proposal, ground, expiresAt, warnings }): Promise<Block | undefined> => {
    const id = proposalIn(proposal);
    if (id === undefined || !telling.lists(id)) return undefined;
    const family = AppealGround.safeParse(ground).data;
    const on = family === undefined ? '' : ` for ${family.replaceAll('-', ' ')}`;
    const warned = warnings.length === 0 ? '' : `, with ${counted(warnings.length, 'warning')} on its card`;
    return {
      kind: 'proposal',
      id,
      state: 'pending',
      says: `appeal.submit${on}${hoursUntil(expiresAt, await telling.unit.now())}${warned}`,
    };
  })),
  ...(refused.length === 0 ? [] : [warning('It was refused. Open the claim to read why.')]),
]);
