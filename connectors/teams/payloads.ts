import { z } from 'zod';

const Id = z.string().min(1).max(400);
/** Ids are put together with spaces between them, so none may hold one. */
const ConversationId = z
  .string()
  .max(400)
  .regex(/^[^\s\p{C}]+$/u);
const MOST_MENTIONS = 50;
/** Entra writes its ids in small letters, and people files may not. */
const EntraId = z.guid().transform((id) => id.toLowerCase());

const Account = z.object({
  /** Teams' own id, of which another bot would see another. */
  id: Id,
  /** The person's id in Entra, the same everywhere. */
  aadObjectId: EntraId.optional(),
  /** Named where it is not plain: somebody of another organisation in a talk of ours. */
  tenantId: EntraId.optional(),
});

const Mention = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().max(1_000).optional(),
});

const Attachment = z.object({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What every activity of Teams has: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export const TeamsActivity = z.object({
  type: z.string().min(1).max(100),
  id: Id.optional(),
  name: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  channelId: z.string(),
  serviceUrl: z.string().min(1).max(2_000),
  from: Account,
  recipient: z.object({ id: Id }),
  conversation: z.object({
    id: ConversationId,
    conversationType: z.string().optional(),
    tenantId: EntraId.optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: EntraId }).optional(),
      /** `standard`, `private`, or `shared`: with people of other teams, who may be of other organisations. */
      channel: z.object({ type: z.string().nullish() }).nullish(),
    })
    .nullish(),
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(Attachment).nullish(),
  membersAdded: z.array(z.object({ id: Id })).nullish(),
  value: z.unknown().optional(),
});
export type TeamsActivity = z.infer<typeof TeamsActivity>;

/** What a pressed `Action.Execute` sends. */
export const Executed = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string().max(100), data: z.unknown() }),
});

/** A file that was dropped into a talk: an address that opens it for a few minutes, to whoever has it. */
export const DownloadInfo = z.object({ downloadUrl: z.string().min(1).max(4_000) });

export function mentionsIn({ entities }: TeamsActivity): readonly z.infer<typeof Mention>[] {
  const found = (entities ?? []).flatMap((entity) => {
    const read = Mention.safeParse(entity);
    return read.success ? [read.data] : [];
  });
  return found.slice(0, MOST_MENTIONS);
}
