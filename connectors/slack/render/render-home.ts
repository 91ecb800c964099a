import type { types } from '@slack/bolt';
import type { ChatView } from '#agent/chat/view.ts';
import { blocksOf } from './render-message.ts';

/** The personal page. It can hold no tables and no feedback. */
export function renderHome(view: ChatView): types.HomeView {
  return { type: 'home', callback_id: 'home', blocks: blocksOf(view, 'home') };
}
