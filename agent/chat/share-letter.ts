import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import type { Reply } from '../turn.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import type { Place } from './event.ts';
import type { Saying } from './saying.ts';
import type { Message, SharedLetter } from './store.ts';
import { ChatTrouble, type ChatSurface, type Destination } from './surface.ts';
import { actorIn } from './who-is-it.ts';

const MOST_FILES = 5;
const READ_LETTER = 'read_letter';
const Read = z.object({ proposal: z.object({ id: z.string() }) });

export type LetterParts = Pick<ChatParts, 'store' | 'tenant' | 'surfaces' | 'letter'>;

/**
 * The letters that an answer drafted or read, each to be shared as a file beneath it: where words of charts may stand, the surface takes files, and whoever asked may
 * read them. Elsewhere the link stands for them.
 */
export async function lettersBeneath(
  { phi, encounter }: Saying,
  reply: Reply,
  { place, actor }: { readonly place: Place; readonly actor: Actor },
  parts: LetterParts,
): Promise<readonly Saying[]> {
  const ids = [...new Set(reply.outcomes.flatMap(lettersIn))].slice(0, MOST_FILES);
  if (ids.length === 0 || phi !== 'full' || parts.letter === undefined || surfaceOf(parts, place.surface)?.share === undefined) return [];
  const policy = await parts.store.within(parts.tenant, ({ policies }) => policies.inForce());
  if (!mayUse(policy, READ_LETTER, actor)) return [];
  return ids.map((proposal) => ({
    ...{ blocks: [], phi, letter: { proposal, reader: actor.principal.id } },
    ...(encounter !== undefined && { encounter }),
  }));
}

function lettersIn(outcome: Reply['outcomes'][number]): readonly string[] {
  if (outcome.status === 'refused') return [];
  if (outcome.tool === READ_LETTER) return [Read.safeParse(outcome.result).data?.proposal.id ?? []].flat();
  return outcome.tool === 'draft_appeal'
    ? (DraftedAppeal.safeParse(outcome.result).data?.letters ?? []).map(({ proposal }) => proposal)
    : [];
}

type Stands = { readonly stands: string; readonly shown: string };
const SHARED = 'shared';
const WITHDRAWN = 'withdrawn';

/**
 * A letter as it stands in a place now: shared once, in the name of whoever asked and as far as they may read it at this moment, and taken back where the place
 * may hold none any more. Throws ChatTrouble.
 */
export async function standingLetter(
  message: Message & { readonly shown?: string },
  letter: SharedLetter,
  { surface, to }: { readonly surface: ChatSurface; readonly to: Destination },
  parts: LetterParts,
): Promise<Stands> {
  const { posted, shown, place } = message;
  const { phi } = await parts.store.within(parts.tenant, ({ channels }) => channels.find(place));
  if (posted !== undefined) {
    if (phi === 'full' || shown === WITHDRAWN) return { stands: posted, shown: shown ?? SHARED };
    await surface.unshare?.({ message: posted });
    return { stands: posted, shown: WITHDRAWN };
  }
  if (phi !== 'full' || surface.share === undefined) throw new ChatTrouble('refused', 'no-file-here');
  const content = await pdfOf(letter, place, parts);
  const file = { name: `appeal-${letter.proposal}.pdf`, content, says: `The letter of ${letter.proposal}. It is decided on its card.` };
  return { stands: (await surface.share(to, file)).message, shown: SHARED };
}

async function pdfOf({ proposal, reader }: SharedLetter, place: Place, { store, tenant, letter }: LetterParts): Promise<Uint8Array> {
  const person = await store.within(tenant, ({ principals }) => principals.find(reader));
  if (person?.active !== true || letter === undefined) throw new ChatTrouble('refused', 'no-reader');
  try {
    return await letter(proposal, actorIn(place, tenant, person));
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code !== 'broken-promise' && thrown.code !== 'unavailable')
      throw new ChatTrouble('refused', thrown.code);
    throw thrown;
  }
}
