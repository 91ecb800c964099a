/** What Slack takes, by its documentation and by what others measured, written again from there and not from the renderer. */
const MOST = { message: 50, modal: 100, home: 100 } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const BUTTONS = /^(accept|change|reject|escalate|withdraw)$/;
const BLOCKS: ReadonlySet<string> = new Set([
  'header',
  'section',
  'context',
  'divider',
  'rich_text',
  'actions',
  'table',
  'context_actions',
  'input',
]);
const HIDDEN = /[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;

export type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a message, a sentence each. */
export function faultsOfMessage({ text, blocks }: { readonly text: string; readonly blocks: readonly object[] }): string[] {
  const total = text.replaceAll(/&\w+;/g, '&').length + textsIn(blocks).reduce((sum, one) => sum + one.length, 0);
  return [
    ...(text.trim() === '' ? ['no fallback'] : []),
    ...(text.length > 4_000 ? ['fallback too long'] : []),
    ...(/<|>|&(?!amp;|lt;|gt;)|@(here|channel|everyone)/i.test(text) ? [`fallback is markup: ${text}`] : []),
    ...(total > 12_000 ? [`${total} characters`] : []),
    ...faultsOfBlocks(blocks as readonly Json[], 'message'),
  ];
}

export function faultsOfView(view: object): string[] {
  const { type, blocks, title, submit, close, private_metadata, callback_id } = view as Json;
  const kind = type === 'home' ? 'home' : 'modal';
  return [
    ...(kind === 'modal' ? [title, submit, close].flatMap((one) => faultsOfText(one as Json, 24)) : []),
    ...(kind === 'modal' && !UUID.test(String(private_metadata)) ? ['metadata is not an id'] : []),
    ...(String(callback_id).length > 255 ? ['callback_id too long'] : []),
    ...faultsOfBlocks(blocks as readonly Json[], kind),
  ];
}

function faultsOfBlocks(blocks: readonly Json[], kind: keyof typeof MOST): string[] {
  const tables = blocks.filter(({ type }) => type === 'table');
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  return [
    ...(blocks.length === 0 || blocks.length > MOST[kind] ? [`${blocks.length} blocks`] : []),
    ...(tables.length > (kind === 'message' ? 1 : 0) ? [`${tables.length} tables`] : []),
    ...(new Set(ids).size < ids.length ? ['a block_id twice'] : []),
    ...(/"type":"(mrkdwn|markdown|user|usergroup|broadcast|channel|emoji|team|date|color)"/.test(JSON.stringify(blocks)) ? ['markup'] : []),
    ...textsIn(blocks).flatMap((text) => (HIDDEN.test(text) || !text.isWellFormed() ? [`hidden letters in ${JSON.stringify(text)}`] : [])),
    ...blocks.flatMap((block) => faultsOfBlock(block, kind)),
  ];
}

function faultsOfBlock(block: Json, kind: keyof typeof MOST): string[] {
  const elements = (block['elements'] ?? []) as readonly Json[];
  if (!BLOCKS.has(String(block['type']))) return [`a block of type ${String(block['type'])}`];
  switch (block['type']) {
    case 'header':
      return faultsOfText(block['text'] as Json, 150);
    case 'section':
      return faultsOfText(block['text'] as Json, 3_000);
    case 'context':
      return [...count(elements, 10, 'context'), ...elements.flatMap((one) => faultsOfText(one, 2_000))];
    case 'rich_text':
      return [...count(elements, 1_000, 'rich text'), ...richIn(elements)];
    case 'actions':
      return [...count(elements, 25, 'actions'), ...twice(elements), ...elements.flatMap(faultsOfButton)];
    case 'context_actions':
      return [...(kind === 'message' ? [] : ['feedback outside of a message']), ...elements.flatMap(faultsOfFeedback)];
    case 'table':
      return faultsOfTable(block['rows'] as readonly (readonly Json[])[]);
    case 'input':
      return faultsOfInput(block);
    default:
      return [];
  }
}

function faultsOfText(text: Json | undefined, most: number): string[] {
  const said = text?.['text'];
  if (typeof said !== 'string' || said.trim() === '') return ['empty text'];
  return [
    ...(text?.['type'] === 'plain_text' ? [] : ['text is read as markup']),
    ...(text?.['emoji'] === false ? [] : ['emoji are read']),
    ...(said.length > most ? [`text of ${said.length} where ${most} fit`] : []),
  ];
}

function richIn(elements: readonly Json[]): string[] {
  return elements.flatMap((element) => {
    const inner = (element['elements'] ?? []) as readonly Json[];
    if (inner.length === 0) return ['an empty part of rich text'];
    if (element['type'] === 'rich_text_list') return richIn(inner);
    return inner.flatMap((one) => {
      if (one['type'] === 'link') return web(one['url']);
      if (one['type'] !== 'text') return [`${String(one['type'])} in rich text`];
      return one['text'] === '' ? ['empty text in rich text'] : [];
    });
  });
}

function faultsOfButton(button: Json): string[] {
  const { type, action_id, value, url, accessibility_label, text } = button;
  const label = said(accessibility_label);
  return [
    ...(type === 'button' ? [] : [`${String(type)} among buttons`]),
    ...faultsOfText(text as Json, 75),
    ...(label.trim() === '' || label.length > 75 ? [`label ${JSON.stringify(label)}`] : []),
    ...(url === undefined ? [] : web(url)),
    ...(url === undefined && !(BUTTONS.test(String(action_id)) && UUID.test(String(value))) ? ['a button holds more than an id'] : []),
    ...(url !== undefined && value !== undefined ? ['a link has a value'] : []),
  ];
}

function faultsOfFeedback({ positive_button, negative_button }: Json): string[] {
  return [positive_button, negative_button].flatMap((one) => {
    const { text, value, accessibility_label } = one as Json;
    const label = said(accessibility_label);
    const [word, id] = String(value).split(':');
    return [
      ...faultsOfText(text as Json, 75),
      ...(label === '' || label.length > 75 ? ['feedback without a label'] : []),
      ...((word === 'good' || word === 'bad') && UUID.test(id ?? '') ? [] : [`feedback holds ${String(value)}`]),
    ];
  });
}

function faultsOfTable(rows: readonly (readonly Json[])[]): string[] {
  const cells = rows.flat();
  const characters = textsIn(cells).reduce((sum, { length }) => sum + length, 0);
  return [
    ...(rows.length > 100 ? [`${rows.length} rows`] : []),
    ...(rows.some(({ length }) => length === 0 || length > 20 || length !== rows[0]?.length) ? ['rows of a wrong width'] : []),
    ...(characters > 10_000 ? [`a table of ${characters} characters`] : []),
    ...cells.flatMap((cell) =>
      cell['type'] === 'rich_text' ? richIn(cell['elements'] as Json[]) : cell['text'] === '' ? ['empty cell'] : [],
    ),
  ];
}

function faultsOfInput({ label, hint, element }: Json): string[] {
  const { type, options = [], max_length, placeholder } = element as Json;
  return [
    ...faultsOfText(label as Json, 2_000),
    ...(hint === undefined ? [] : faultsOfText(hint as Json, 2_000)),
    ...(placeholder === undefined ? [] : faultsOfText(placeholder as Json, 150)),
    ...(Number(max_length ?? 0) > 3_000 ? ['input too long'] : []),
    ...(type === 'radio_buttons' && (options as Json[]).length > 10 ? ['too many choices in sight'] : []),
    ...((options as Json[]).length > 100 ? ['too many choices'] : []),
    ...(options as Json[]).flatMap((one) => [
      ...faultsOfText(one['text'] as Json, 75),
      ...(one['description'] === undefined ? [] : faultsOfText(one['description'] as Json, 75)),
      ...(String(one['value']).length > 75 ? ['value too long'] : []),
    ]),
  ];
}

function count(elements: readonly unknown[], most: number, what: string): string[] {
  return elements.length === 0 || elements.length > most ? [`${elements.length} elements in ${what}`] : [];
}

function twice(elements: readonly Json[]): string[] {
  return new Set(elements.map(({ action_id }) => action_id)).size < elements.length ? ['an action_id twice'] : [];
}

function web(url: unknown): string[] {
  return /^https?:\/\//.test(String(url)) && String(url).length <= 3_000 ? [] : [`link to ${String(url)}`];
}

/** Every text that is shown or read out. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? (key === 'text' || key === 'accessibility_label' ? [one] : []) : textsIn(one),
  );
}

export function said(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
