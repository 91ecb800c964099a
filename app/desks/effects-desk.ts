import type { Desk, EffectsAsked } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import { listEffects, manageEffect, MOST_LISTED, showEffect, type EffectStory, type Managed } from '#guardrails/effects/manage.ts';
import type { EffectRecord, EffectState } from '#guardrails/effects/outbox.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import type { Store } from '#guardrails/unit.ts';
import { inMinutes } from '#core/moment.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly receivers: readonly Receiver[];
  readonly deliver: () => Promise<void>;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** What needs looking at, when nobody says which. */
const OPEN: readonly EffectState[] = ['owed', 'sending', 'unknown', 'failed'];

/** What may be asked at the terminal of effects that are under way or went wrong. */
export function effectsDesk(parts: Parts): Pick<Desk, 'effects'> {
  const { store, tenant, person, receivers } = parts;
  return {
    async effects({ as, ...asked }) {
      const actor = terminalActor(tenant, await person(as));
      switch (asked.act) {
        case 'list':
          return presentList(await store.within(tenant, (unit) => listEffects(unit, statesOf(asked), actor)), receivers);
        case 'show':
          return presentStory(await store.within(tenant, (unit) => showEffect(unit, asked.proposal, actor)));
        case 'resend':
        case 'close':
        case 'repropose':
          return manage(parts, asked, actor);
      }
    },
  };
}

function statesOf({ state }: Extract<EffectsAsked, { readonly act: 'list' }>): readonly EffectState[] {
  return state === undefined ? OPEN : [state];
}

async function manage(
  { store, tenant, deliver }: Parts,
  asked: Parameters<typeof manageEffect>[1],
  actor: Actor,
): Promise<readonly Block[]> {
  const managed = await store.within(tenant, (unit) => manageEffect(unit, asked, actor));
  if (managed.status === 'refused') throw new Failure(managed.failure, managed.says);
  if (asked.act === 'resend') await deliver();
  const effect = (await store.within(tenant, ({ outbox }) => outbox.find(managed.effect.proposal))) ?? managed.effect;
  return [...presentEffect(effect), ...presentProposal(managed)];
}

function presentList(effects: readonly EffectRecord[], receivers: readonly Receiver[]): readonly Block[] {
  const resting = receivers.flatMap(({ resting }) => resting?.() ?? []);
  const count = effects.length < MOST_LISTED ? `${effects.length}` : `The first ${MOST_LISTED}`;
  const title = effects.length === 0 ? 'No effect' : `${count} effect${effects.length === 1 ? '' : 's'}`;
  return [
    { kind: 'title', text: title },
    ...resting.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...(effects.length === 0 ? [] : [{ kind: 'list' as const, items: effects.map(lineOf) }]),
  ];
}

function lineOf({ proposal, kind, subject, encounter, state, says, attempts }: EffectRecord): string {
  const on = encounter === undefined ? '' : ` on ${encounter}`;
  const tries = attempts > 1 ? `, begun ${attempts} times` : '';
  return `${proposal}  ${state}${tries}: ${kind} ${subject}${on}${says === undefined ? '' : `. ${says}`}`;
}

function presentEffect(effect: EffectRecord): Block[] {
  const { proposal, kind, subject, encounter, state, says, error, receiver, attempts, id, owedAt, settledAt, dueAt } = effect;
  const rows: [string, string][] = [
    ['Effect', `${kind} ${subject}${encounter === undefined ? '' : ` on ${encounter}`}`],
    ['What became of it', says === undefined ? state : `${state}: ${says}`],
    ...(error === undefined ? [] : ([['Error', error]] satisfies [string, string][])),
    ...(receiver === undefined ? [] : ([['Sent to', `${receiver}, ${begun(attempts)}`]] satisfies [string, string][])),
    ['Owed since', inMinutes(owedAt)],
    ...(settledAt === undefined ? [] : ([['Settled', inMinutes(settledAt)]] satisfies [string, string][])),
    ...(dueAt === undefined ? [] : ([['Looked at again', inMinutes(dueAt)]] satisfies [string, string][])),
    ['Key', id],
  ];
  return [
    { kind: 'title', text: `${proposal}  ${state}` },
    { kind: 'facts', rows },
  ];
}

/** A sending is counted when it begins: whether it ended, a crash may leave unknown. A person who has it sent again starts the count anew. */
function begun(attempts: number): string {
  if (attempts === 0) return 'not begun since it was last asked for';
  return `begun ${attempts === 1 ? 'once' : `${attempts} times`} since it was last asked for`;
}

function presentStory({ effect, entries }: EffectStory): readonly Block[] {
  const items = entries.map(({ leaf, about, fault }) => {
    const says = typeof about['says'] === 'string' ? `: ${about['says']}` : '';
    return `${inMinutes(leaf.at)}  ${leaf.act} by ${leaf.actor}${says}${fault === undefined ? '' : ' (this entry was ALTERED)'}`;
  });
  return [...presentEffect(effect), { kind: 'list', items }];
}

function presentProposal(managed: Extract<Managed, { readonly status: 'done' }>): Block[] {
  const { proposal } = managed;
  if (proposal === undefined) return [];
  const on = proposal.encounter === undefined ? '' : ` on ${proposal.encounter}`;
  const says = `${proposal.kind} ${proposal.subject}${on}, until ${inMinutes(proposal.expiresAt)}`;
  return [{ kind: 'proposal', id: proposal.id, state: proposal.state, says }];
}
