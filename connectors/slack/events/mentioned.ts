import type { App } from '@slack/bolt';
import type { Handing } from '../handing.ts';
import { saidIn } from './said.ts';

/** Somebody named us in a channel. It is a message as any other, and the answer goes into its thread. */
export function registerMentioned(app: App, handing: Handing): void {
  app.event('app_mention', async ({ body }) => handing.take(saidIn(body)));
}
