import { z } from 'zod';
import { rolesOf, type Actor } from '../actor.ts';
import { EFFECT_KINDS, type EffectKind } from '../risk.ts';

export const EffectRule = z.strictObject({
  /** Roles that may ask for it, themselves or through an agent or client. */
  ask: z.array(z.string().min(1)).min(1),
  /** Roles that may decide it. */
  decide: z.array(z.string().min(1)).min(1),
  /** Whether the person who asked may also decide. A code that the coder program suggested was made by the program. */
  makerMayDecide: z.boolean(),
  expiresInHours: z.int().min(1).max(720),
});
export type EffectRule = z.infer<typeof EffectRule>;

/** Who may do what. A compliance officer's file; `version` is the digest of its canonical content. */
export const PolicyFile = z.strictObject({
  name: z.string().min(1),
  /** Roles that may use a tool, by tool name. A tool that is not named here may be used by nobody. */
  tools: z.record(z.string(), z.array(z.string().min(1))),
  effects: z.record(z.enum(EFFECT_KINDS), EffectRule),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

export interface Policy extends PolicyFile {
  /** `baseline@3f2a91c04b7e` */
  readonly version: string;
}

export function mayUse(policy: Policy, tool: string, actor: Actor): boolean {
  return hasAny(policy.tools[tool] ?? [], actor);
}

export function mayAsk(policy: Policy, kind: EffectKind, actor: Actor): boolean {
  return hasAny(policy.effects[kind].ask, actor);
}

/** A person alone decides: an agent or a client never, whatever role stands behind it. */
export function mayDecide(policy: Policy, kind: EffectKind, actor: Actor): boolean {
  return actor.principal.kind === 'person' && actor.onBehalfOf === undefined && hasAny(policy.effects[kind].decide, actor);
}

function hasAny(roles: readonly string[], actor: Actor): boolean {
  return rolesOf(actor).some((role) => roles.includes(role));
}
