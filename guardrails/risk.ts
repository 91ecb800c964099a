/**
 * What a tool can do to the world. `read` shows; every other class changes something and is held for a person.
 * The table is exhaustive over the type, so a new class cannot be added without saying what it needs.
 */
export type Risk = 'read' | 'coding' | 'reference';

export const APPROVAL: Readonly<Record<Risk, 'pass' | 'hold'>> = {
  read: 'pass',
  coding: 'hold',
  reference: 'hold',
};

/** Kinds of effect, each with a rule of its own in the policy. */
export const EFFECT_KINDS = ['code.accept', 'code.add', 'edition.activate'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];
