import type { ChannelsDesk, ChannelShown } from '#agent/channels-desk.ts';
import type { Channel, ChatUnit } from '#agent/chat/store.ts';
import { ownerOf } from '#agent/chat/home.ts';
import { Failure } from '#core/errors.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { mustListChannels, nameOfChannel, setChannelPhi } from '#guardrails/channels.ts';
import type { Store } from '#guardrails/unit.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts {
  readonly store: Store<ChatUnit>;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** What an administrator asks of the places of chat at the terminal. */
export function channelsDesk({ store, tenant, person }: Parts): ChannelsDesk {
  return {
    async channels({ as, ...asked }) {
      const actor = terminalActor(tenant, await person(as));
      return store.within(tenant, async (unit) => {
        await mustListChannels(unit, actor);
        if (asked.act === 'list') return (await unit.channels.list()).filter(({ place }) => ownerOf(place) === undefined).map(shown);
        const { place, shared } = await placeNamed(unit, asked.place);
        switch (asked.act) {
          case 'allow-phi':
            if (shared === true) throw new Failure('not-allowed', SHARED);
            await setChannelPhi(unit, actor, { place, phi: 'full', reason: asked.reason });
            break;
          case 'withhold-phi':
            await setChannelPhi(unit, actor, { place, phi: 'none', reason: asked.reason });
            break;
          case 'digest':
            await unit.channels.setDigests(place, asked.on);
        }
        return [shown(await unit.channels.find(place))];
      });
    },
  };
}

const SHARED = 'People of other organisations read there, so that place may hold no words of charts. Nothing was changed.';

function shown({ reference: _kept, place, ...rest }: Channel): ChannelShown {
  return { name: nameOfChannel(place), kind: place.kind, ...rest };
}

/** Only where Countersign was seen: a mistyped name must list nothing. */
async function placeNamed({ channels }: ChatUnit, typed: string): Promise<Channel> {
  const found = (await channels.list()).find(({ place }) => nameOfChannel(place) === typed.trim());
  if (found !== undefined) return found;
  throw new Failure(
    'not-found',
    `Countersign was not seen at ${typed}. Add it to that channel and say something to it first; "countersign channels" lists where it was seen.`,
  );
}
