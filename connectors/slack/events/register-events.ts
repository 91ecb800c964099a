import type { App } from '@slack/bolt';
import type { Handing } from '../handing.ts';
import { registerClicked } from './clicked.ts';
import { registerCommanded } from './commanded.ts';
import { registerFilled } from './filled.ts';
import { registerMentioned } from './mentioned.ts';
import { registerOpenedHome } from './opened-home.ts';
import { registerRated } from './rated.ts';
import { registerSaid } from './said.ts';

/** Everything that we listen for. `methods.ts` names the events that Slack is asked to send. */
export function registerEvents(app: App, handing: Handing): void {
  registerSaid(app, handing);
  registerMentioned(app, handing);
  registerClicked(app, handing);
  registerFilled(app, handing);
  registerCommanded(app, handing);
  registerRated(app, handing);
  registerOpenedHome(app, handing);
}
