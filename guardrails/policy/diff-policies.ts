import { EFFECT_KINDS, type EffectKind } from '../risk.ts';
import type { DecisionTier, EffectRule, Policy } from './policy.ts';
import { confidenceInWords, emergencyInWords, inHours, lendingInWords, tierInWords, togetherInWords } from './rule-in-words.ts';

/** One rule that a new policy changes, in words. */
export interface PolicyDifference {
  /** `code.add: who decides` */
  readonly rule: string;
  readonly before: string;
  readonly after: string;
}

const NONE = 'none';

/** Every rule in which two policies differ, in the order of the file. The order of roles and reasons is no difference. */
export function diffPolicies(before: Policy, after: Policy): readonly PolicyDifference[] {
  const tools = [...new Set([...Object.keys(before.tools), ...Object.keys(after.tools)])];
  return [
    { rule: 'Name', before: before.name, after: after.name },
    ...tools.map((tool) => inRoles(`Who may use ${tool}`, before.tools[tool] ?? [], after.tools[tool] ?? [])),
    ...EFFECT_KINDS.flatMap((kind) => diffRule(kind, before.effects[kind], after.effects[kind])),
    { rule: 'Confidence of suggested codes', before: confidenceInWords(before.confidence), after: confidenceInWords(after.confidence) },
    { rule: 'Amounts weighed together', before: togetherInWords(before.together), after: togetherInWords(after.together) },
    { rule: 'Lending authority', before: lendingInWords(before.delegation), after: lendingInWords(after.delegation) },
    { rule: 'Emergencies', before: emergencyInWords(before.breakGlass), after: emergencyInWords(after.breakGlass) },
    ...inReasons('Emergencies: reasons', before.breakGlass?.reasons ?? {}, after.breakGlass?.reasons ?? {}),
  ].filter((one) => one.before !== one.after);
}

function diffRule(kind: EffectKind, before: EffectRule, after: EffectRule): readonly PolicyDifference[] {
  return [
    inRoles(`${kind}: who may ask`, before.ask, after.ask),
    ...inTiers(kind, before.decide, after.decide),
    inRoles(`${kind}: escalated to`, before.escalateTo, after.escalateTo),
    { rule: `${kind}: waits for`, before: inHours(before.expiresInHours), after: inHours(after.expiresInHours) },
    ...inReasons(`${kind}: reasons to reject`, before.reasons.reject, after.reasons.reject),
    ...inReasons(`${kind}: reasons to change`, before.reasons.change ?? {}, after.reasons.change ?? {}),
  ];
}

function inTiers(kind: EffectKind, before: EffectRule['decide'], after: EffectRule['decide']): readonly PolicyDifference[] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, at) => {
    const [one, other] = [before[at], after[at]];
    return {
      rule: count === 1 ? `${kind}: who decides` : `${kind}: who decides, tier ${at + 1}`,
      before: one === undefined ? NONE : tierInWords(inOrder(one)),
      after: other === undefined ? NONE : tierInWords(inOrder(other)),
    };
  });
}

function inOrder(tier: DecisionTier): DecisionTier {
  const { roles, mayReject } = tier;
  return { ...tier, roles: roles.toSorted(), ...(mayReject && { mayReject: mayReject.toSorted() }) };
}

function inRoles(rule: string, before: readonly string[], after: readonly string[]): PolicyDifference {
  const words = (roles: readonly string[]) => (roles.length === 0 ? 'nobody' : [...new Set(roles)].toSorted().join(', '));
  return { rule, before: words(before), after: words(after) };
}

type Menu = Readonly<Record<string, string>>;

/** Only the reasons that come, go or are worded anew. */
function inReasons(rule: string, before: Menu, after: Menu): readonly PolicyDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.map((key) => ({ rule: `${rule}, ${key}`, before: before[key] ?? NONE, after: after[key] ?? NONE }));
}
