import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { CommandBody } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { plainWords } from '../plain-words.ts';

export const COMMAND = '/countersign';
const HERE = 'Looking at that … You alone see the answer.';
const DIRECTLY = 'The answer comes to you alone, in your messages with Countersign.';

/** The slash command. Nobody else sees what was typed, so the answer is shown to that person alone, where they typed it. */
export function registerCommanded(app: App, handing: Handing): void {
  app.command(COMMAND, async ({ ack, body }) => {
    const event = commandIn(body, handing.clock());
    await handing.take(event);
    await ack({ response_type: 'ephemeral', text: event?.alone === true ? HERE : DIRECTLY });
  });
}

/** Between two people it is answered in the talk with us: what is said in theirs cannot be told from what is said in ours by the name of either. */
function commandIn(body: unknown, now: Date): ChatEvent | undefined {
  const read = CommandBody.safeParse(body);
  if (!read.success) return undefined;
  const { team_id: workspace, user_id: user, channel_id: channel, channel_name: name, trigger_id, text } = read.data;
  const said = plainWords(text);
  const here = placeOf({ workspace, channel, name });
  const isAmongOthers = here.kind !== 'direct';
  return {
    key: `command ${workspace} ${user} ${trigger_id}`,
    place: isAmongOthers ? here : placeOf({ workspace, channel: user }),
    user,
    at: now.toISOString(),
    did: said === '' ? { kind: 'came' } : { kind: 'said', text: said },
    ...(isAmongOthers && { alone: true }),
  };
}
