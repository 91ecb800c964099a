import type { FormAnswer, FormAsked } from '#agent/chat/forms.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { sayable } from '#core/errors.ts';
import { originText } from './form-origin.ts';
import type { AskForm, Handing } from './handing.ts';
import { renderForm } from './render/render-form.ts';
import type { WebApi } from './web-api.ts';

const DURING = 'slack-form';
const LONGEST_WHY = 2_900;
/** A click that Slack sent twice, or a form that was asked for too late: whoever waits presses again, or has the form already. */
const TOO_LATE = new Set(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged', 'invalid_trigger_id']);

/**
 * Opens the form that a decision wants, or says in its stead why there is none. It shows no word of a chart: what Slack lets us keep confidential
 * ends at messages and files.
 */
export function formOpener(web: WebApi, form: AskForm, noted: (thrown: unknown, during: string) => unknown): Handing['openForm'] {
  const answerTo = (asked: FormAsked): Promise<FormAnswer> =>
    form(asked).catch((thrown: unknown) => ({ why: sayable(noted(thrown, DURING)) }));

  return async (trigger, { place, user }, { button, card }) => {
    if (trigger === undefined) return;
    try {
      const answer = await answerTo({ card, button, place, user });
      const view =
        'why' in answer ? refusalView(answer.why) : { ...renderForm(answer), private_metadata: originText({ card, button, place }) };
      await web.call('views.open', { trigger_id: trigger, view });
    } catch (thrown) {
      if (!(thrown instanceof ChatTrouble && TOO_LATE.has(thrown.message))) noted(thrown, DURING);
    }
  };
}

function refusalView(why: string) {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Not now' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [{ type: 'section', text: { type: 'plain_text', text: why.slice(0, LONGEST_WHY), emoji: false } }],
  };
}
