import type { Principal } from '../actor.ts';
import { EFFECT_KINDS } from '../risk.ts';
import type { DecisionTier, Policy } from './policy.ts';
import { tierInWords } from './rule-in-words.ts';

/** What could never be decided with the people there are, a sentence each. Whoever asks and may not sign is one fewer. */
export function understaffed({ effects }: Policy, people: readonly Principal[]): readonly string[] {
  const able = people.filter(({ kind, active }) => kind === 'person' && active);
  return EFFECT_KINDS.flatMap((kind) =>
    effects[kind].decide.flatMap((tier) => {
      const hands = able.filter(({ roles }) => roles.some((role) => tier.roles.includes(role))).length;
      const lacks = tier.including !== undefined && !able.some(({ roles }) => roles.includes(tier.including ?? ''));
      if (hands >= tier.signatures && !lacks) return [];
      return [`${kind} could not be decided by the people there are now (${tierInWords(tier)}): ${whoThereIs(hands, tier, lacks)}.`];
    }),
  );
}

function whoThereIs(hands: number, { including = '' }: DecisionTier, lacks: boolean): string {
  if (lacks) return `nobody here is ${including}`;
  return hands === 0 ? 'nobody has one of those roles' : `only ${hands} ${hands === 1 ? 'person has' : 'people have'} one of those roles`;
}
