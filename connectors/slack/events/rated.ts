import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { ActionBody } from '../payloads.ts';
import { RATE, readRating } from '../render/names.ts';
import { pressedIn } from './clicked.ts';

/** An answer was called good or bad. */
export function registerRated(app: App, handing: Handing): void {
  app.action({ type: 'block_actions', action_id: RATE }, async ({ ack, body }) => {
    await handing.take(ratedIn(body));
    await ack();
  });
}

function ratedIn(body: unknown): ChatEvent | undefined {
  const read = ActionBody.safeParse(body);
  const rating = readRating(read.data?.actions[0]?.value ?? '');
  const pressed = read.success ? pressedIn(read.data) : undefined;
  return pressed !== undefined && rating !== undefined ? { ...pressed, did: { kind: 'rated', ...rating } } : undefined;
}
