import { THRESHOLDS } from '#core/coder/tier-of.ts';
import { dollars } from '#core/money.ts';
import { TOGETHER, type DecisionTier, type PolicyFile } from './policy.ts';

/** Who decides what falls under a tier, as a compliance officer would say it. */
export function tierInWords({ roles, signatures, including, mayReject, makerMayDecide, upTo, care }: DecisionTier): string {
  const bounds = [
    ...(upTo === undefined ? [] : [`up to ${dollars(upTo)}`]),
    ...(care === undefined ? [] : [care === 'routine' ? 'routine only' : `no more care than "${care}"`]),
  ];
  const among = including === undefined ? '' : `, one of them ${including}`;
  const hands = signatures === 1 ? 'one signature' : `${signatures} different people sign${among}`;
  const maker = makerMayDecide ? 'whoever asked may sign' : 'whoever asked may not sign';
  const rejects = mayReject === undefined ? [] : [`${mayReject.join(' or ')} may reject it`];
  return [...(bounds.length === 0 ? [] : [bounds.join(', ')]), roles.join(' or '), hands, maker, ...rejects].join('; ');
}

export function confidenceInWords({ straightforwardFrom, seniorBelow }: NonNullable<PolicyFile['confidence']> = THRESHOLDS): string {
  return `straightforward from ${straightforwardFrom}; for someone senior below ${seniorBelow}`;
}

export function togetherInWords({ days, over }: NonNullable<PolicyFile['together']> = TOGETHER): string {
  return `what was asked for in ${days} ${days === 1 ? 'day' : 'days'}, ${over === 'patient' ? 'over all accounts of one patient' : 'on one account'}`;
}

export function lendingInWords(rule: PolicyFile['delegation']): string {
  return rule === undefined ? 'nobody may' : `${rule.roles.join(', ')}; up to ${inHours(rule.longestHours)}`;
}

export function emergencyInWords(rule: PolicyFile['breakGlass']): string {
  if (rule === undefined) return 'nobody may';
  return `${rule.who.join(' or ')} may take ${rule.roles.join(' or ')}; up to ${rule.longestMinutes} minutes; ${rule.tell.join(' and ')} told`;
}

export function inHours(hours: number): string {
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
