import { Failure } from '#core/errors.ts';
import type { Actor, TenantId } from './actor.ts';
import { isPerson, mayUse } from './policy/policy.ts';
import type { GuardedUnit } from './unit.ts';

/** A place of chat, by the ids of its own surface. Threads are no places of their own. */
export interface ChannelName {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
}

/** Whoever may say which channels may hold words of charts. It is named in the policy among the tools. */
export const LIST_CHANNELS = 'list_channels';

/** `slack:T012:C345`: how a place is typed, and how the ledger calls it. */
export function nameOfChannel({ surface, workspace, channel }: ChannelName): string {
  return [surface, workspace, channel].join(':');
}

/** Ids of channels may hold colons, those of workspaces none. `undefined` for what names no place. */
export function readChannelName(typed: string): ChannelName | undefined {
  const [surface = '', workspace = '', ...rest] = typed.trim().split(':');
  const channel = rest.join(':');
  return surface === '' || workspace === '' || channel === '' ? undefined : { surface, workspace, channel };
}

/** What the guardrails need of the kept channels. */
export interface Listing<C extends ChannelName> {
  readonly channels: { setPhi(place: C, phi: 'none' | 'full', by: string): Promise<void> };
}

/** The same for whether others read there. */
export interface Sharing<C extends ChannelName> {
  readonly channels: { setShared(place: C, shared: boolean): Promise<boolean> };
}

/** Keeps whether people of other organisations read in a place, as its service says. It counts by its sealed entry in the ledger. */
export async function setChannelShared<C extends ChannelName>(
  unit: GuardedUnit & Sharing<C>,
  {
    place,
    shared,
    tenant,
  }: { readonly place: C & { readonly surface: 'slack' | 'teams' }; readonly shared: boolean; readonly tenant: TenantId },
): Promise<void> {
  if (!(await unit.channels.setShared(place, shared))) return;
  const act = shared ? 'channel.shared' : 'channel.unshared';
  await unit.ledger.append({ tenant, act, actor: 'countersign', channel: place.surface, about: { place: nameOfChannel(place), shared } });
}

/** Lets a channel hold words of charts, or lets it no longer. It counts by its sealed entry in the ledger. */
export async function setChannelPhi<C extends ChannelName>(
  unit: GuardedUnit & Listing<C>,
  actor: Actor,
  { place, phi, reason }: { readonly place: C; readonly phi: 'none' | 'full'; readonly reason?: string | undefined },
): Promise<void> {
  await mustListChannels(unit, actor);
  const why = reason?.trim() ?? '';
  if (phi === 'full' && why === '') throw new Failure('bad-input', 'To let a channel hold words of charts needs its reason in words.');
  const { tenant, principal, channel } = actor;
  const { version: policy } = await unit.policies.inForce();
  await unit.channels.setPhi(place, phi, principal.id);
  const about = { place: nameOfChannel(place), phi, ...(why !== '' && { reason: why }) };
  const act = phi === 'full' ? 'channel.listed' : 'channel.unlisted';
  await unit.ledger.append({ tenant, act, actor: principal.id, channel, policy, about });
}

export async function mustListChannels({ policies }: GuardedUnit, actor: Actor): Promise<void> {
  const policy = await policies.inForce();
  if (isPerson(actor) && mayUse(policy, LIST_CHANNELS, actor)) return;
  const who = policy.tools[LIST_CHANNELS]?.join(', ') ?? 'nobody';
  throw new Failure('not-allowed', `Your roles may not list channels. Policy ${policy.version} lets: ${who}.`);
}
