/**
 * What a tool can do to the world. `read` shows; every other class changes something and is held for a person.
 * The table is exhaustive over the type, so a new class cannot be added without saying what it needs.
 */
export type Risk = 'read' | 'coding' | 'billing' | 'reference';

export const APPROVAL: Readonly<Record<Risk, 'pass' | 'hold'>> = {
  read: 'pass',
  coding: 'hold',
  billing: 'hold',
  reference: 'hold',
};

/** Kinds of effect, each with a rule of its own in the policy. */
export const EFFECT_KINDS = [
  'code.accept',
  'code.add',
  'code.change',
  'query.send',
  'appeal.submit',
  'patient-message.send',
  'adjustment.post',
  'write-off.post',
  'payment-plan.set',
  'rule-pack.activate',
  'edition.activate',
  'policy.change',
] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** How much care an effect takes, as whoever drafted it rates it. A policy may ask for more where there is more of it. */
export const CARE = ['routine', 'look', 'senior'] as const;
export type Care = (typeof CARE)[number];
