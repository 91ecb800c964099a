import type { Block } from '#core/answer/block.ts';
import { CodeChangePayload, CodePayload } from '#guardrails/effects/payloads.ts';
import { EFFECT_STATES } from '#guardrails/effects/outbox.ts';
import { isCode } from '#guardrails/standing.ts';
import { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { showProposal } from '#tools/show-proposal/tool.ts';
import { facts, opaquely, title, warning } from './presenter.ts';
import { codeIn, counted, momentIn, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

type Row = readonly [string, string];

export const opaqueProposal = opaquely(showProposal, ShownProposal, storyOf);

/** What is on record about a proposal, from its row and the ledger: its card is not shown, nor what anybody wrote. */
export async function storyOf(shown: ShownProposal, telling: Telling): Promise<readonly Block[]> {
  const { proposal, altered, policyNow, signatures } = shown;
  const { id, state } = proposal;
  const head = title(`${id}  ${state}${altered ? ', ALTERED' : ''}`);
  if (altered) return [head, warning('What was proposed was changed in the database after it was made. Tell whoever keeps the database.')];
  const now = policyNow === undefined ? undefined : await telling.policy(policyNow);
  const signed = signatures.wanted < 2 ? [] : [['Signatures', `${signatures.given.length} of ${signatures.wanted}`] as const];
  return [
    head,
    ...facts([...(await effectRows(shown, telling)), ...(await deedRows(shown, telling)), ...signed, ...(await ruleRows(shown, telling))]),
    ...(policyNow === undefined
      ? []
      : [warning(`The policy has changed since this was proposed${now === undefined ? '' : `. It is ${now} now`}.`)]),
  ];
}

async function effectRows({ proposal }: ShownProposal, telling: Telling): Promise<readonly Row[]> {
  const { kind, encounter, payload, subject, care } = proposal;
  const read = (kind === 'code.change' ? CodeChangePayload : CodePayload).safeParse(payload);
  const named = read.success ? await telling.titled(read.data.code, read.data.codingDate) : codeIn(subject);
  const code = isCode(kind) ? named : undefined;
  return [
    ['Effect', code === undefined ? kind : `${kind} ${code}`],
    ...(encounter === undefined ? [] : [['Case', await telling.caseOf(encounter)] as const]),
    ...(care === undefined || care === 'routine' ? [] : [['Care', care === 'look' ? 'needs a look' : 'for somebody senior'] as const]),
  ];
}

async function deedRows({ proposal }: ShownProposal, { staff }: Telling): Promise<readonly Row[]> {
  const { maker, onBehalfOf, createdAt, state, decidedBy, decidedAt, escalatedBy, expiresAt, replacedBy } = proposal;
  const asked = onBehalfOf === undefined ? await staff(maker) : `${await staff(maker)} on behalf of ${await staff(onBehalfOf)}`;
  const by = proposalIn(replacedBy);
  return [
    ['Asked for by', `${asked}${at(createdAt)}`],
    ...(escalatedBy === undefined ? [] : [['Escalated', `by ${await staff(escalatedBy)}`] as const]),
    ...(decidedBy === undefined ? [] : [['Decided', `${state} by ${await staff(decidedBy)}${at(decidedAt)}`] as const]),
    ...(state === 'pending' && momentIn(expiresAt) !== undefined ? [['Until', momentIn(expiresAt) ?? ''] as const] : []),
    ...(by === undefined ? [] : [['Replaced', `by ${by}`] as const]),
  ];
}

function at(moment: string | undefined): string {
  const read = momentIn(moment);
  return read === undefined ? '' : ` at ${read}`;
}

/** Roles, the reason of the menu, what became of it, and under which policy: each as the policy itself has it. */
async function ruleRows({ proposal, decide, effect }: ShownProposal, telling: Telling): Promise<readonly Row[]> {
  const { effects } = await telling.unit.policies.inForce();
  const rule = effects[proposal.kind];
  const roles = await telling.roles(decide);
  const { reason = '' } = proposal;
  const says = Object.hasOwn(rule.reasons.reject, reason) ? rule.reasons.reject[reason] : undefined;
  const became = EFFECT_STATES.find((state) => state === effect?.state);
  const policy = await telling.policy(proposal.policy);
  return [
    ...(proposal.state !== 'pending' || roles.length === 0 ? [] : [['May be decided by', roles.join(' or ')] as const]),
    ...(says === undefined ? [] : [['Reason', `${says} (${reason})`] as const]),
    ...(became === undefined ? [] : [['What became of it', became] as const]),
    ...(policy === undefined ? [] : [['Policy', policy] as const]),
    ...(proposal.preview.length === 0
      ? []
      : [['Its card', `${counted(quotes(proposal), 'passage')} of the chart; open it to read them`] as const]),
  ];
}

function quotes({ preview }: ShownProposal['proposal']): number {
  return preview.filter(({ kind }) => kind === 'quote').length;
}
