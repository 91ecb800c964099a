import { CardId } from '#agent/chat/event.ts';
import type { FormView } from '#agent/chat/view.ts';
import { BUTTON_WORDS } from '../../shown-card.ts';
import { clip, spoken } from '../../shown-text.ts';
import { execute, heading, richText, runs, SMALL, type Element } from './elements.ts';
import { fieldOf, filledVerb } from './names.ts';

/** What a decision asks beyond a click, as a card of its own or within another. */
export function renderForm(form: FormView): Element {
  const card = CardId.parse(form.card);
  const send = {
    ...execute(filledVerb(form.button), BUTTON_WORDS[form.button], clip(spoken(form.title), 150), { card }),
    associatedInputs: 'auto',
  };
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: clip(spoken(form.title), 150),
    body: [
      heading(clip(spoken(form.title), 150), 'Medium'),
      ...(form.asksCode ? [codeInput(form)] : []),
      reasonInput(form),
      noteInput(form),
      richText(runs(NOTE_HINT, SMALL), { spacing: 'Small' }),
    ],
    actions: [send],
  };
}

function reasonInput({ reasons, card, button }: FormView): Element {
  return {
    type: 'Input.ChoiceSet',
    id: fieldOf('reason', card, button),
    label: 'Reason',
    style: reasons.length <= 10 ? 'expanded' : 'compact',
    isRequired: true,
    errorMessage: 'Choose a reason',
    wrap: true,
    choices: reasons.map(({ key, says }) => ({ title: choiceText(says), value: key })),
  };
}

/** Titles of choices are read as Markdown by some clients, so what marks it up is shown by signs that look alike. */
function choiceText(says: string): string {
  return clip(spoken(says), 200)
    .trim()
    .replaceAll(/[*_`[\]<>~#\\{}|]|:(?=\/\/)|(?<=www)\./gi, (sign) => LOOK_ALIKE[sign] ?? sign)
    .replaceAll(/^(\d+)[.)](?=\s)/gm, '$1:')
    .replaceAll(/^[-+](?=\s)/gm, '–');
}

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '`': '′',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '~': '∼',
  '#': '＃',
  '\\': '∖',
  '{': '｛',
  '}': '｝',
  '|': '∣',
  ':': '：',
  '.': '。',
};

function codeInput({ card, button }: FormView): Element {
  return {
    type: 'Input.Text',
    id: fieldOf('to', card, button),
    label: 'Code that is wanted instead',
    maxLength: 20,
    isRequired: true,
    errorMessage: 'Write the code',
  };
}

const NOTE_HINT = 'Needed with "Another reason". Write no names, numbers or dates of a patient: it is kept with the decision.';

function noteInput({ card, button }: FormView): Element {
  return {
    type: 'Input.Text',
    id: fieldOf('note', card, button),
    label: 'In your own words',
    maxLength: 2_000,
    isMultiline: true,
  };
}
