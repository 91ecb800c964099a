import type { App } from '@slack/bolt';
import { ButtonKind, CardId, type ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { ActionBody, isOurs } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { momentOf } from './said.ts';

/**
 * A button of a card was pressed. It is kept before it is acknowledged, and a click that Slack sends again has the key that it had. What needs a reason opens its form instead, and is kept when the form is sent.
 */
export function registerClicked(app: App, handing: Handing): void {
  for (const button of ButtonKind.options) {
    app.action({ type: 'block_actions', action_id: button }, async ({ ack, body }) => {
      const click = clickIn(body, button);
      if (click === undefined || (button !== 'change' && button !== 'reject')) {
        await handing.take(click?.event);
        return ack();
      }
      await ack();
      await handing.openForm(click.trigger, click.event, { button, card: click.card });
    });
  }
}

function clickIn(body: unknown, button: ButtonKind) {
  const read = ActionBody.safeParse(body);
  const card = CardId.safeParse(read.data?.actions[0]?.value);
  const pressed = read.success ? pressedIn(read.data) : undefined;
  if (pressed === undefined || !read.success || !card.success) return undefined;
  return {
    event: { ...pressed, did: { kind: 'clicked', button, card: card.data } as const },
    card: card.data,
    trigger: read.data.trigger_id,
  };
}

/** Where and by whom something was pressed; `undefined` where it was nobody of this workspace. The key is the click's: pressed again it is another, sent again it is the same. */
export function pressedIn({ team, user, channel, container, message, actions }: ActionBody): Omit<ChatEvent, 'did'> | undefined {
  if (!isOurs([user.team_id], [team.id, team.enterprise_id])) return undefined;
  const { action_id = '', action_ts = '0', value = '' } = actions[0] ?? {};
  const shown = container.message_ts ?? container.view_id ?? '';
  const thread = message?.thread_ts ?? container.thread_ts ?? message?.ts;
  return {
    key: ['click', team.id, user.id, channel?.id ?? '', shown, action_ts, action_id, value.slice(0, 60)].join(' '),
    place:
      channel === undefined
        ? placeOf({ workspace: team.id, channel: user.id })
        : placeOf({ workspace: team.id, channel: channel.id, thread, name: channel.name }),
    user: user.id,
    at: momentOf(action_ts),
  };
}
