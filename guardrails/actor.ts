import { z } from 'zod';

export const TenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .brand<'TenantId'>();
export type TenantId = z.infer<typeof TenantId>;

/** What another system calls somebody: a Slack user, a Teams object id, the subject of an OIDC token, an operating-system account. */
export const Identity = z.strictObject({
  at: z.enum(['terminal', 'slack', 'teams', 'oidc', 'mcp']),
  id: z.string().min(1).max(200),
});
export type Identity = z.infer<typeof Identity>;

/**
 * Someone or something that may ask. Only an active `person` can ever decide. However many identities a person has, they are one
 * principal, and count once.
 */
export const Principal = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(['person', 'agent', 'client']),
  roles: z.array(z.string()),
  active: z.boolean(),
  identities: z.array(Identity).optional(),
});
export type Principal = z.infer<typeof Principal>;

/** Where a request came in. It is recorded with every act and grants nothing. */
export const Channel = z.enum(['terminal', 'slack', 'teams', 'console', 'mcp-stdio', 'mcp-http', 'system']);
export type Channel = z.infer<typeof Channel>;

/**
 * Who acts. `principal` is whoever made the request; `onBehalfOf` is the person for whom an agent or a client asks, and
 * lends it that person's right to read but never the right to decide.
 */
export const Actor = z.strictObject({
  tenant: TenantId,
  principal: Principal,
  onBehalfOf: Principal.optional(),
  channel: Channel,
});
export type Actor = z.infer<typeof Actor>;

/** The roles that a request may use: those of the person behind it, and none when that person is inactive. */
export function rolesOf({ principal, onBehalfOf }: Actor): readonly string[] {
  const behind = onBehalfOf ?? principal;
  return behind.active && principal.active ? behind.roles : [];
}
