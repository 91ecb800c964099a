import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import { originIn } from '../form-origin.ts';
import type { Handing } from '../handing.ts';
import { isOurs, SubmissionBody } from '../payloads.ts';
import { plainWords } from '../plain-words.ts';
import { FORM_FIELDS } from '../render/names.ts';

/** The form of a decision was sent. Acknowledged, it closes. */
export function registerFilled(app: App, handing: Handing): void {
  for (const button of ['reject', 'change'] as const) {
    app.view(button, async ({ ack, body }) => {
      await handing.take(filledIn(body, handing.clock()));
      await ack();
    });
  }
}

/** One form is sent once: Slack gives each that it opens an id of its own. */
function filledIn(body: unknown, now: Date): ChatEvent | undefined {
  const read = SubmissionBody.safeParse(body);
  const origin = read.success ? originIn(read.data.view.private_metadata) : undefined;
  if (!read.success || origin === undefined) return undefined;
  const { team, user, view } = read.data;
  if (!isOurs([user.team_id], [team.id, team.enterprise_id])) return undefined;
  const typed = Object.assign({}, ...Object.values(view.state.values)) as (typeof view.state.values)[string];
  const note = plainWords(typed[FORM_FIELDS.note]?.value ?? '').slice(0, 2_000);
  const to = plainWords(typed[FORM_FIELDS.to]?.value ?? '').slice(0, 20);
  return {
    key: `form ${team.id} ${user.id} ${view.id} ${view.hash ?? ''}`,
    place: { ...origin.place, surface: 'slack', workspace: team.id },
    user: user.id,
    at: now.toISOString(),
    did: {
      kind: 'filled',
      button: origin.button,
      card: origin.card,
      reason: (typed[FORM_FIELDS.reason]?.selected_option?.value ?? '').slice(0, 100),
      ...(note !== '' && { note }),
      ...(to !== '' && { to }),
    },
  };
}
