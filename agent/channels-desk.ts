import type { Channel } from './chat/store.ts';

/** A place of chat as an administrator sees it. Its name is `slack:T012:C345`. */
export type ChannelShown = Omit<Channel, 'reference' | 'place'> & { readonly name: string; readonly kind: Channel['place']['kind'] };

export type ChannelsAsked =
  | { readonly act: 'list' }
  | { readonly act: 'allow-phi'; readonly place: string; readonly reason: string }
  | { readonly act: 'withhold-phi'; readonly place: string; readonly reason?: string | undefined }
  | { readonly act: 'digest'; readonly place: string; readonly on: boolean };

/** What may be asked of the places where Countersign talks. */
export interface ChannelsDesk {
  /** All places that were seen, or the one that was changed. */
  channels(asked: ChannelsAsked & { readonly as?: string | undefined }): Promise<readonly ChannelShown[]>;
}
