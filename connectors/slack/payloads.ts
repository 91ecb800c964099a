import { z } from 'zod';

/** `T07…`, `U07…`, `C07…` */
export const SlackId = z.string().regex(/^[A-Z][A-Z0-9]{1,40}$/);
/** `1790000000.000100`: seconds, and a number that makes it unique in its channel. */
export const SlackTs = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

/** What the Events API puts around an event: https://docs.slack.dev/apis/events-api */
const Callback = z.object({
  team_id: SlackId,
  event_id: z.string().min(1).max(100),
  authorizations: z.array(z.object({ user_id: SlackId.nullish(), enterprise_id: SlackId.nullish() })).optional(),
  /** Slack Connect: people of other organisations are in that channel. */
  is_ext_shared_channel: z.boolean().optional(),
});

const SlackFile = z.object({
  id: SlackId,
  name: z.string().nullish(),
  size: z.int().nonnegative().optional(),
  mode: z.string().optional(),
});
export type SlackFile = z.infer<typeof SlackFile>;

/** Messages and mentions. What was edited, and what a program wrote, has one of the last three. */
export const SaidBody = Callback.extend({
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    channel: SlackId,
    channel_type: z.string().optional(),
    user: SlackId.optional(),
    /** Whose user it is. In a channel that is shared that may be another organisation's, and may have an id that is one of ours too. */
    team: SlackId.nullish(),
    user_team: SlackId.nullish(),
    source_team: SlackId.nullish(),
    ts: SlackTs,
    thread_ts: SlackTs.optional(),
    text: z.string().nullish(),
    files: z.array(SlackFile).optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    edited: z.unknown().optional(),
  }),
});
export type SaidBody = z.infer<typeof SaidBody>;

export const HomeBody = Callback.extend({
  event: z.object({ user: SlackId, channel: SlackId, tab: z.enum(['home', 'messages']), event_ts: SlackTs }),
});

const Team = z.object({ id: SlackId, enterprise_id: SlackId.nullish() });
const User = z.object({ id: SlackId, team_id: SlackId.nullish() });

/** A pressed button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const ActionBody = z.object({
  team: Team,
  user: User,
  trigger_id: z.string().max(400).optional(),
  container: z.object({ message_ts: SlackTs.optional(), thread_ts: SlackTs.optional(), view_id: z.string().max(100).optional() }),
  channel: z.object({ id: SlackId, name: z.string().optional() }).optional(),
  message: z.object({ ts: SlackTs, thread_ts: SlackTs.optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string().max(255), action_ts: SlackTs, value: z.string().max(2_000).optional() })).min(1),
});
export type ActionBody = z.infer<typeof ActionBody>;

const Typed = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

/** A sent form: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const SubmissionBody = z.object({
  team: Team,
  user: User,
  view: z.object({
    id: z.string().min(1).max(100),
    hash: z.string().max(100).optional(),
    private_metadata: z.string().max(3_000),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Typed)) }),
  }),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export const CommandBody = z.object({
  team_id: SlackId,
  user_id: SlackId,
  channel_id: SlackId,
  channel_name: z.string().optional(),
  text: z.string().default(''),
  trigger_id: z.string().min(1).max(200),
});

/** Whether all that is said of whose user it is names this workspace, or the organisation that it is of. Where nothing is said, it is ours. */
export function isOurs(said: readonly (string | null | undefined)[], ours: readonly (string | null | undefined)[]): boolean {
  return said.every((team) => team === undefined || team === null || ours.includes(team));
}

/** Whose workspace and which app a body is for, wherever that stands in it. */
export const Addressed = z.object({
  team_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  api_app_id: z.string().optional(),
});
