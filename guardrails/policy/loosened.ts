import { THRESHOLDS } from '#core/coder/tier-of.ts';
import { CARE, EFFECT_KINDS, type EffectKind } from '../risk.ts';
import { TOGETHER, tierOf, type DecisionTier, type Policy, type Weight } from './policy.ts';
import { dollars } from '#core/money.ts';
import { inHours, togetherInWords } from './rule-in-words.ts';

/**
 * What a new policy would let through with less than the old one wants, a sentence each. Tiers are compared as an effect meets them, at
 * every amount at which either policy changes its mind, so that a bound that was moved shows as what it lets through.
 */
export function loosened(before: Policy, after: Policy): readonly string[] {
  return [
    ...inTools(before, after),
    ...EFFECT_KINDS.flatMap((kind) => [...inAsking(kind, before, after), ...inDeciding(kind, before, after)]),
    ...inConfidence(before, after),
    ...inTogether(before, after),
    ...inLending(before, after),
    ...inEmergencies(before, after),
  ];
}

function inTools({ tools: before }: Policy, { tools: after }: Policy): readonly string[] {
  return Object.entries(after).flatMap(([tool, roles]) => {
    const more = roles.filter((role) => before[tool]?.includes(role) !== true);
    return more.length === 0 ? [] : [`${tool}: ${more.join(' and ')} may use it, which could not before.`];
  });
}

function inAsking(kind: EffectKind, { effects: before }: Policy, { effects: after }: Policy): readonly string[] {
  const more = after[kind].ask.filter((role) => !before[kind].ask.includes(role));
  return more.length === 0 ? [] : [`${kind}: ${more.join(' and ')} may ask for it, which could not before.`];
}

function inConfidence({ confidence: before = THRESHOLDS }: Policy, { confidence: after = THRESHOLDS }: Policy): readonly string[] {
  return [
    ...(after.straightforwardFrom < before.straightforwardFrom
      ? [
          `Suggested codes: straightforward from a confidence of ${after.straightforwardFrom}, and not ${before.straightforwardFrom} as before.`,
        ]
      : []),
    ...(after.seniorBelow < before.seniorBelow
      ? [`Suggested codes: for someone senior below a confidence of ${after.seniorBelow}, and not ${before.seniorBelow} as before.`]
      : []),
  ];
}

function inTogether({ together: before = TOGETHER }: Policy, { together: after = TOGETHER }: Policy): readonly string[] {
  const fewer = after.days < before.days || (before.over === 'patient' && after.over === 'account');
  return fewer ? [`Amounts weighed together: ${togetherInWords(after)}, and not ${togetherInWords(before)} as before.`] : [];
}

function inDeciding(kind: EffectKind, before: Policy, after: Policy): readonly string[] {
  const found = new Map<string, string>();
  for (const weight of probes(kind, before, after)) {
    for (const [what, says] of eased(tierOf(before, weight), tierOf(after, weight))) {
      if (!found.has(what)) found.set(what, `${kind}${inWords(weight)}: ${says}.`);
    }
  }
  return [...found.values()];
}

/** An effect of every weight at which one of the policies may choose another tier, the lightest first. */
function probes(kind: EffectKind, before: Policy, after: Policy): readonly Weight[] {
  const bounds = [before, after].flatMap(({ effects }) =>
    effects[kind].decide.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo, upTo + 1])),
  );
  const amounts = [...new Set([0, ...bounds])].toSorted((a, b) => a - b);
  const weights = amounts.flatMap((amountCents) => CARE.map((care): Weight => ({ kind, amountCents, care })));
  return [...weights, ...weights.map((weight): Weight => ({ ...weight, escalatedBy: 'somebody' }))];
}

function eased(before: DecisionTier, after: DecisionTier): readonly (readonly [what: string, says: string])[] {
  const more = after.roles.filter((role) => !before.roles.includes(role));
  const dropped = before.including !== undefined && after.including !== before.including;
  return [
    ...(after.signatures < before.signatures
      ? [
          [
            'signatures',
            `${after.signatures === 1 ? 'one signature is' : `${after.signatures} signatures are`} enough, and not ${before.signatures} as before`,
          ] as const,
        ]
      : []),
    ...(dropped ? [['including', `no signature of ${before.including} is needed any more`] as const] : []),
    ...(after.makerMayDecide && !before.makerMayDecide ? [['maker', 'whoever asked for it may sign it too'] as const] : []),
    // Further signers where more must sign make nothing easier.
    ...(more.length > 0 && after.signatures <= before.signatures
      ? [[`roles ${more.join()}`, `${more.join(' and ')} may decide it, which could not before`] as const]
      : []),
  ];
}

function inWords({ amountCents = 0, care, escalatedBy }: Weight): string {
  const parts = [
    ...(amountCents > 0 ? [`of ${dollars(amountCents)}`] : []),
    ...(care === undefined || care === 'routine' ? [] : [`marked "${care}"`]),
    ...(escalatedBy === undefined ? [] : ['once it is escalated']),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

function inLending({ delegation: before }: Policy, { delegation: after }: Policy): readonly string[] {
  if (after === undefined) return [];
  const more = after.roles.filter((role) => before?.roles.includes(role) !== true);
  return [
    ...(more.length > 0 ? [`Lending: ${more.join(' and ')} can be lent, which could not before.`] : []),
    ...(before !== undefined && after.longestHours > before.longestHours
      ? [`Lending: for up to ${inHours(after.longestHours)}, and not ${before.longestHours} as before.`]
      : []),
  ];
}

function inEmergencies({ breakGlass: before }: Policy, { breakGlass: after }: Policy): readonly string[] {
  if (after === undefined) return [];
  const takers = after.who.filter((role) => before?.who.includes(role) !== true);
  const taken = after.roles.filter((role) => before?.roles.includes(role) !== true);
  const untold = (before?.tell ?? []).filter((role) => !after.tell.includes(role));
  return [
    ...(takers.length > 0 ? [`Emergencies: ${takers.join(' and ')} may take authority, which could not before.`] : []),
    ...(taken.length > 0 ? [`Emergencies: ${taken.join(' and ')} can be taken, which could not before.`] : []),
    ...(before !== undefined && after.longestMinutes > before.longestMinutes
      ? [`Emergencies: for up to ${after.longestMinutes} minutes, and not ${before.longestMinutes} as before.`]
      : []),
    ...(untold.length > 0 ? [`Emergencies: ${untold.join(' and ')} is told no more.`] : []),
  ];
}
