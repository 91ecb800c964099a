import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { rolesOf, type Actor } from '../actor.ts';
import { CARE, EFFECT_KINDS, type Care, type EffectKind } from '../risk.ts';

const Roles = z.array(z.string().min(1)).min(1);

/** An amount as people write it: `$250.00`. Read as cents. */
const Dollars = z
  .string('write an amount as $250.00')
  .regex(/^\$\d{1,9}\.\d{2}$/, 'write an amount as $250.00')
  .transform((text) => Math.round(Number(text.slice(1)) * 100));

const Share = z.number().min(0).max(1);

/** Keys with a sentence each: what a person may give as the reason. */
const Reasons = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'a reason has a key such as not-supported'),
  z.string().min(1).max(200),
);

/** Who decides what falls under it. The first tier of a rule that an effect fits is its tier. */
export const DecisionTier = z.strictObject({
  roles: Roles,
  /** How many different people must sign. One who rejects is enough to reject. */
  signatures: z.int().min(1).max(5).default(1),
  /** A role that at least one of the signers must have. */
  including: z.string().min(1).optional(),
  /** Further roles that may reject it, change it or put it up to those above, and not approve it. */
  mayReject: Roles.optional(),
  /** Whether the person who asked may sign too. A code that the coder program suggested was made by the program. */
  makerMayDecide: z.boolean(),
  /** Effects of more money than this belong to a later tier. */
  upTo: Dollars.optional(),
  /** Effects that take more care than this belong to a later tier. */
  care: z.enum(CARE).optional(),
});
export type DecisionTier = z.infer<typeof DecisionTier>;

/** As long as a policy may let a proposal wait. */
export const LONGEST_WAIT_HOURS = 720;

export const EffectRule = z.strictObject({
  /** Roles that may ask for it, themselves or through an agent or client. */
  ask: Roles,
  decide: z.array(DecisionTier).min(1),
  /** Roles that decide it once it was escalated. */
  escalateTo: Roles,
  expiresInHours: z.int().min(1).max(LONGEST_WAIT_HOURS),
  reasons: z.strictObject({ reject: Reasons, change: Reasons.optional() }),
});
export type EffectRule = z.infer<typeof EffectRule>;

/** Amounts that are weighed together: of one kind, asked for or approved in so many days, on one account or over all of one patient's. */
const Together = z.strictObject({ days: z.int().min(1).max(366), over: z.enum(['account', 'patient']) });
export type Together = z.infer<typeof Together>;

/** What holds where a policy does not say. */
export const TOGETHER: Together = { days: 30, over: 'patient' };

/** Who may do what. A compliance officer's file; `version` is the digest of its canonical content. */
export const PolicyFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,40}$/, 'a policy has a name such as baseline'),
  /** Roles that may use a tool, by tool name. A tool that is not named here may be used by nobody. */
  tools: z.record(z.string(), z.array(z.string().min(1))),
  effects: z.record(z.enum(EFFECT_KINDS), EffectRule),
  /** Which suggested codes are straightforward, and which are for someone senior. Absent: `THRESHOLDS` of the coder. */
  confidence: z.strictObject({ straightforwardFrom: Share, seniorBelow: Share }).optional(),
  /** Which amounts count as one, so that a tier's `upTo` cannot be got round in parts. Absent: `TOGETHER`. */
  together: Together.optional(),
  /** Lending one's authority to somebody else for a time. Absent: nobody may. */
  delegation: z.strictObject({ roles: Roles, longestHours: z.int().min(1).max(720) }).optional(),
  /** Taking authority in an emergency. Absent: nobody may. */
  breakGlass: z
    .strictObject({ who: Roles, roles: Roles, longestMinutes: z.int().min(1).max(480), tell: Roles, reasons: Reasons })
    .optional(),
});
export type PolicyFile = z.infer<typeof PolicyFile>;

export interface Policy extends PolicyFile {
  /** `baseline@3f2a91c04b7e` */
  readonly version: string;
}

/** What of an effect decides its tier. */
export interface Weight {
  readonly kind: EffectKind;
  readonly amountCents?: number | undefined;
  readonly care?: Care | undefined;
  /** Who put it up to those above. */
  readonly escalatedBy?: string | undefined;
}

/**
 * Who decides an effect, and how many must sign. The first tier that it fits; the last one has no bounds (`readPolicy` sees to that).
 * Once it was escalated, those to whom it was decide in that tier's stead.
 */
export function tierOf({ effects }: PolicyFile, { kind, amountCents = 0, care = 'routine', escalatedBy }: Weight): DecisionTier {
  const { decide, escalateTo } = effects[kind];
  const tier = decide.find(
    ({ upTo, care: most }) =>
      (upTo === undefined || Math.abs(amountCents) <= upTo) && (most === undefined || CARE.indexOf(care) <= CARE.indexOf(most)),
  );
  if (tier === undefined) throw new Failure('broken-promise', `The policy has no tier for ${kind}.`);
  if (escalatedBy === undefined) return tier;
  const { including, mayReject: _, ...rest } = tier;
  return { ...rest, roles: escalateTo, ...(including !== undefined && escalateTo.includes(including) && { including }) };
}

/** The roles that an effect is kept for because of the care it takes; `undefined` where a routine one is decided by the same. */
export function rolesForCare(policy: PolicyFile, weight: Weight): readonly string[] | undefined {
  const { roles } = tierOf(policy, weight);
  return tierOf(policy, { ...weight, care: 'routine' }).roles.every((role) => roles.includes(role)) ? undefined : roles;
}

export function mayUse(policy: Policy, tool: string, actor: Actor): boolean {
  return hasAny(policy.tools[tool] ?? [], actor);
}

export function mayAsk(policy: Policy, kind: EffectKind, actor: Actor): boolean {
  return hasAny(policy.effects[kind].ask, actor);
}

/** A person alone decides: an agent or a client never, whatever role stands behind it. */
export function isPerson({ principal, onBehalfOf }: Actor): boolean {
  return principal.kind === 'person' && principal.active && onBehalfOf === undefined;
}

function hasAny(roles: readonly string[], actor: Actor): boolean {
  return rolesOf(actor).some((role) => roles.includes(role));
}
