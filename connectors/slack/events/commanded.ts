import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { CommandBody } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { plainWords } from '../plain-words.ts';

export const COMMAND = '/countersign';
const WHERE = 'The answer comes to you alone, in your messages with Countersign.';

/**
 * The slash command. Nobody else sees what was typed, so the answer goes to that person and not into the channel, of which we may be no
 * member; Slack takes messages to a person under their own id.
 */
export function registerCommanded(app: App, handing: Handing): void {
  app.command(COMMAND, async ({ ack, body }) => {
    handing.take(commandIn(body, handing.clock()));
    await ack({ response_type: 'ephemeral', text: WHERE });
  });
}

function commandIn(body: unknown, now: Date): ChatEvent | undefined {
  const read = CommandBody.safeParse(body);
  if (!read.success) return undefined;
  const { team_id: workspace, user_id: user, trigger_id, text } = read.data;
  const said = plainWords(text);
  return {
    key: `command ${workspace} ${user} ${trigger_id}`,
    place: placeOf({ workspace, channel: user }),
    user,
    at: now.toISOString(),
    did: said === '' ? { kind: 'came' } : { kind: 'said', text: said },
  };
}
