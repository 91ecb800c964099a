import { ChatEvent } from '#agent/chat/event.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { sayable } from '#core/errors.ts';
import { failing, refusing, saying, showing, type Answer } from './card-answer.ts';
import { cameIn } from './events/came.ts';
import { didOf, pressedIn, type PressedIn } from './events/pressed.ts';
import { saidIn } from './events/said.ts';
import type { Handing } from './handing.ts';
import { inTime } from './in-time.ts';
import type { TeamsActivity } from './payloads.ts';
import { Reference } from './place-of.ts';
import { renderForm } from './render/render-form.ts';
import { renderMessage } from './render/render-message.ts';

const TAKEN = 'Taken. The card shows what came of it in a moment.';
const THANKS = 'Thank you.';
const AGAIN = 'That could not be taken now. Press it again in a moment.';
const STRANGE = 'That is nothing that can be pressed here.';

/**
 * Answers one activity that was found to be Teams' own. It is kept to be worked later, and nothing is decided here; Teams is told that it was
 * taken once it is kept, as it waits for that ten seconds and more.
 */
export async function takeActivity(activity: TeamsActivity, handing: Handing): Promise<Answer> {
  const seeing = { tenantId: handing.tenantId, now: handing.clock() };
  switch (activity.type) {
    case 'message':
      return told(saidIn(activity, seeing), handing);
    case 'installationUpdate':
    case 'conversationUpdate':
      return told(cameIn(activity, seeing), handing);
    case 'invoke': {
      if (activity.name !== 'adaptiveCard/action') return { status: 501 };
      const pressed = pressedIn(activity, seeing);
      return pressed === undefined ? refusing(STRANGE) : answerPress(pressed, handing);
    }
    default:
      return { status: 200 };
  }
}

/** What was not kept is not acknowledged, so that Teams sends it again. */
async function told(event: ChatEvent | undefined, handing: Handing): Promise<Answer> {
  return { status: event === undefined || (await isKept(event, handing)) ? 200 : 503 };
}

async function isKept(event: ChatEvent, { inbox, noted, pause }: Handing): Promise<boolean> {
  const read = ChatEvent.safeParse(event);
  if (!read.success) {
    // Sent again it would be the same.
    noted(read.error, 'teams-inbox');
    return true;
  }
  try {
    await inTime(inbox([read.data]), pause);
    return true;
  } catch (thrown) {
    noted(thrown, 'teams-inbox');
    return false;
  }
}

async function answerPress(press: PressedIn, handing: Handing): Promise<Answer> {
  const { pressed, event } = press;
  if (pressed.kind === 'refreshed') return asItStands(pressed.card, press, handing);
  // Rather more cards than forms on them: such a card has none, and the button asks for it.
  if (pressed.kind === 'clicked' && (pressed.button === 'change' || pressed.button === 'reject'))
    return formOf({ button: pressed.button, card: pressed.card }, press, handing);
  if (!(await isKept({ ...event, did: didOf(pressed) }, handing))) return failing(AGAIN);
  if (pressed.kind === 'filled') return afterForm(pressed.card, press, handing);
  return saying(pressed.kind === 'rated' ? THANKS : TAKEN);
}

/** A form that stood in the card's place gives it back, whatever comes of what was filled in. */
async function afterForm(card: string, { event }: PressedIn, { refresh, noted, pause }: Handing): Promise<Answer> {
  try {
    const view = await inTime(refresh({ card, place: event.place, user: event.user }), pause);
    if ('why' in view) return saying(TAKEN);
    return drawn({ ...view, parts: [{ kind: 'note', tone: 'plain', text: TAKEN }, ...view.parts] }, event);
  } catch (thrown) {
    noted(thrown, 'teams-refresh');
    return saying(TAKEN);
  }
}

async function asItStands(card: string, { event }: PressedIn, { refresh, noted, pause }: Handing): Promise<Answer> {
  try {
    const view = await inTime(refresh({ card, place: event.place, user: event.user }), pause);
    return 'why' in view ? saying(view.why) : drawn(view, event);
  } catch (thrown) {
    return failing(sayable(noted(thrown, 'teams-refresh')));
  }
}

function drawn(view: ChatView, { reference }: Pick<ChatEvent, 'reference'>): Answer {
  const own = Reference.safeParse(reference).data?.user;
  return showing(renderMessage(view, own === undefined ? [] : [own]).card);
}

async function formOf(
  asked: { readonly button: 'change' | 'reject'; readonly card: string },
  { event: { place, user } }: PressedIn,
  { form, noted, pause }: Handing,
): Promise<Answer> {
  try {
    const answer = await inTime(form({ ...asked, place, user }), pause);
    return 'why' in answer ? saying(answer.why) : showing(renderForm(answer));
  } catch (thrown) {
    return failing(sayable(noted(thrown, 'teams-form')));
  }
}
