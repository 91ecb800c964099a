import { z } from 'zod';

/** Where people talk with each other, and Countersign among them. */
export const CHAT_SURFACES = ['slack', 'teams'] as const;
export const ChatSurfaceName = z.enum(CHAT_SURFACES);
export type ChatSurfaceName = z.infer<typeof ChatSurfaceName>;

/** Where something was said, by the surface's own ids: none of them is a name. */
export const Place = z.strictObject({
  surface: ChatSurfaceName,
  /** The Slack workspace, or the organisation (Entra tenant) of Teams. */
  workspace: z.string().min(1).max(200),
  channel: z.string().min(1).max(400),
  /** The message that opened the thread. Absent: not in a thread. */
  thread: z.string().min(1).max(200).optional(),
  kind: z.enum(['direct', 'group', 'channel']),
});
export type Place = z.infer<typeof Place>;

/** What can be pressed on a card. Opening the evidence is a link and no button. */
export const ButtonKind = z.enum(['accept', 'change', 'reject', 'escalate', 'withdraw']);
export type ButtonKind = z.infer<typeof ButtonKind>;

/** A card's own id: all that a button holds. What it stands for is looked up at the click. */
export const CardId = z.uuid();

/** A file in a chat, by the surface's own id, which for Teams is a short-lived address; its content is fetched when the event is worked. */
export const ChatFile = z.strictObject({
  id: z.string().min(1).max(4_000),
  name: z.string().max(400),
  bytes: z.int().nonnegative().optional(),
});
export type ChatFile = z.infer<typeof ChatFile>;

export const Did = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('said'), text: z.string().max(40_000) }),
  z.strictObject({ kind: z.literal('clicked'), button: ButtonKind, card: CardId }),
  /** A form was sent: a reason of the policy's menu, words beside it, and for a change the code that is wanted instead. */
  z.strictObject({
    kind: z.literal('filled'),
    button: z.enum(['reject', 'change']),
    card: CardId,
    reason: z.string().max(100),
    note: z.string().max(2_000).optional(),
    to: z.string().max(20).optional(),
  }),
  z.strictObject({ kind: z.literal('dropped'), files: z.array(ChatFile).min(1).max(20), text: z.string().max(40_000) }),
  z.strictObject({ kind: z.literal('rated'), message: z.uuid(), good: z.boolean() }),
  z.strictObject({ kind: z.literal('opened-home') }),
  /** Somebody opened the talk, or added Countersign to a channel. */
  z.strictObject({ kind: z.literal('came') }),
]);
export type Did = z.infer<typeof Did>;

/**
 * What came in on a chat surface after its signature was checked. Two events of one key are the same event: a retry, a replay, a click
 * that arrived twice.
 */
export const ChatEvent = z.strictObject({
  key: z.string().min(1).max(300),
  place: Place,
  /** Who did it, as the surface calls them: a Slack user id, a Teams object id. It grants nothing by itself. */
  user: z.string().min(1).max(200),
  /** When, by the surface's clock. UTC. */
  at: z.iso.datetime(),
  did: Did,
  /** Nobody else there saw it, so what it comes to is said to whoever did it alone. */
  alone: z.literal(true).optional(),
  /** Whether people of other organisations read there, where the surface says so. */
  shared: z.boolean().optional(),
  /** What the surface needs to write here later, where it needs more than ids (Teams). */
  reference: z.json().optional(),
});
export type ChatEvent = z.infer<typeof ChatEvent>;

/** Events of one lane are worked one after the other, in the order in which they came. */
export function laneOf({ surface, workspace, channel, thread }: Place): string {
  return [surface, workspace, channel, thread ?? ''].join(' ');
}
