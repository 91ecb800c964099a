import type { types } from '@slack/bolt';
import { CardId } from '#agent/chat/event.ts';
import type { FormView } from '#agent/chat/view.ts';
import { BUTTON_WORDS } from '../../shown-card.ts';
import { clip, shown, spoken } from '../../shown-text.ts';
import { plain, small } from './elements.ts';
import { FORM_FIELDS } from './names.ts';

const TITLE = 24;
const SHORT = 75;
const MOST_RADIO = 10;

/**
 * What a decision asks beyond a click. `callback_id` is the button, `private_metadata` the card's id; the fields are `FORM_FIELDS`, each
 * under a block of the same name.
 */
export function renderForm(form: FormView): types.ModalView {
  const title = shown(form.title);
  const fits = title.length <= TITLE && title.trim() !== '';
  return {
    type: 'modal',
    callback_id: form.button,
    private_metadata: CardId.parse(form.card),
    title: plain(fits ? title : BUTTON_WORDS[form.button]),
    submit: plain(BUTTON_WORDS[form.button]),
    close: plain('Cancel'),
    blocks: [
      ...(fits || title.trim() === '' ? [] : [small(clip(title, 500))]),
      ...(form.asksCode ? [codeInput()] : []),
      reasonInput(form),
      noteInput(),
    ],
  };
}

function codeInput(): types.InputBlock {
  return {
    type: 'input',
    block_id: FORM_FIELDS.to,
    label: plain('Code that is wanted instead'),
    element: { type: 'plain_text_input', action_id: FORM_FIELDS.to, max_length: 20, placeholder: plain('I50.22'), focus_on_load: true },
  };
}

/** All reasons in sight where they are few, a menu where they are many. */
function reasonInput({ reasons }: FormView): types.InputBlock {
  const options = reasons.slice(0, 100).map(({ key, says }) => option(key, says));
  const element: types.RadioButtons | types.StaticSelect =
    options.length <= MOST_RADIO
      ? { type: 'radio_buttons', action_id: FORM_FIELDS.reason, options }
      : { type: 'static_select', action_id: FORM_FIELDS.reason, placeholder: plain('Choose a reason'), options };
  return { type: 'input', block_id: FORM_FIELDS.reason, label: plain('Reason'), element };
}

/** A sentence that is longer than a choice may be goes on beneath it. */
function option(key: string, says: string): types.PlainTextOption {
  const text = spoken(shown(says).replaceAll(/\s+/g, ' '));
  if (text.length <= SHORT) return { text: plain(text), value: key };
  const space = text.lastIndexOf(' ', SHORT);
  const at = space > 20 ? space : SHORT - 1;
  const first = text.slice(0, at).replace(/[\uD800-\uDBFF]$/, '');
  return { text: plain(first), value: key, description: plain(clip(text.slice(first.length).trim() || '…', SHORT)) };
}

function noteInput(): types.InputBlock {
  return {
    type: 'input',
    block_id: FORM_FIELDS.note,
    optional: true,
    label: plain('In your own words'),
    hint: plain('Needed with "Another reason". Write no names, numbers or dates of a patient: it is kept with the decision.'),
    element: { type: 'plain_text_input', action_id: FORM_FIELDS.note, multiline: true, max_length: 2_000 },
  };
}
