import { said, type Json } from './slack-limits.ts';

/** What Teams takes, by its documentation, and what its Markdown reads; written again and not taken from the renderer. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CLICKS = /^(accept|change|reject|escalate|withdraw|refresh)$/;
const FORMS = /^fill-(reject|change)$/;
const RATES = /^rate-(good|bad)$/;
const HIDDEN = /[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/u;
const MARKUP = /[*_`[\]<>~#\\{}|]|^\s*(\d+[.)]|[-+])\s|:\/\/|www\./i;
const TYPES: ReadonlySet<string> = new Set([
  'AdaptiveCard',
  'Container',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'ActionSet',
  'Table',
  'TableRow',
  'TableCell',
  'Action.Execute',
  'Action.OpenUrl',
  'Action.ShowCard',
  'Input.ChoiceSet',
  'Input.Text',
]);

export function faultsOfTeams({ summary, card }: { readonly summary: string; readonly card: object }): string[] {
  const json = JSON.stringify(card);
  const { version, fallbackText, entities, msteams, refresh } = card as Json;
  const ids = partsOf(card).flatMap((part) => (part['id'] === undefined ? [] : [said(part['id'])]));
  return [
    ...(Buffer.byteLength(json) > 28_000 - 1_000 ? [`${Buffer.byteLength(json)} bytes`] : []),
    ...(json.length * 2 > 40_000 - 2_000 ? [`${json.length * 2} bytes of UTF-16`] : []),
    ...(version === '1.5' ? [] : ['not of version 1.5']),
    ...(typeof fallbackText === 'string' && fallbackText.trim() !== '' ? [] : ['no fallback']),
    ...(summary.trim() === '' || summary.length > 1_000 || /<\/?at\b|\{\{/i.test(summary) ? [`summary ${summary}`] : []),
    ...(entities !== undefined || (msteams as Json | undefined)?.['entities'] !== undefined ? ['somebody is mentioned'] : []),
    ...(new Set(ids).size < ids.length ? ['an id twice'] : []),
    ...(refresh === undefined || ((refresh as Json)['userIds'] as unknown[]).length <= 60 ? [] : ['too many to refresh for']),
    ...partsOf(card).flatMap(faultsOfPart),
  ];
}

function faultsOfPart(part: Json): string[] {
  const type = String(part['type']);
  if (!TYPES.has(type)) return [`an element of type ${type}`];
  if (type === 'TextBlock')
    return [...lettersOf(part['text']), ...(MARKUP.test(String(part['text'])) ? [`markup in ${String(part['text'])}`] : [])];
  if (type === 'TextRun')
    return [...lettersOf(part['text']), ...(/<\/?at\b|\{\{(date|time)/i.test(String(part['text'])) ? ['a name or date'] : [])];
  if (type === 'RichTextBlock') return (part['inlines'] as unknown[]).length === 0 ? ['rich text without text'] : [];
  if (type === 'ActionSet') return (part['actions'] as unknown[]).length > 6 ? ['more than six actions'] : [];
  if (type === 'Table') return faultsOfTable(part);
  if (type.startsWith('Input.')) return faultsOfInput(part);
  return type.startsWith('Action.') ? faultsOfAction(part, type) : [];
}

function lettersOf(text: unknown): string[] {
  if (typeof text !== 'string' || text === '') return ['empty text'];
  return HIDDEN.test(text) || !text.isWellFormed() ? [`hidden letters in ${JSON.stringify(text)}`] : [];
}

function faultsOfAction({ title, tooltip, data, verb, url }: Json, type: string): string[] {
  const named = [title, tooltip].every((one) => typeof one === 'string' && one.trim() !== '');
  return [
    ...(named ? [] : ['an action without a label']),
    ...(type === 'Action.Execute' && !isId(String(verb), data as Json) ? [`${String(verb)} holds ${JSON.stringify(data)}`] : []),
    ...(type === 'Action.OpenUrl' && !/^https?:\/\//.test(String(url)) ? [`link to ${String(url)}`] : []),
  ];
}

function isId(verb: string, data: Json): boolean {
  const [key, ...more] = Object.keys(data);
  const wanted = RATES.test(verb) ? 'message' : CLICKS.test(verb) || FORMS.test(verb) ? 'card' : '';
  return more.length === 0 && key === wanted && UUID.test(String(data[wanted]));
}

function faultsOfTable({ columns, rows }: Json): string[] {
  const width = (columns as unknown[]).length;
  return (rows as readonly Json[]).some(({ cells }) => (cells as unknown[]).length !== width) ? ['rows of a wrong width'] : [];
}

function faultsOfInput({ id, label, isRequired, errorMessage, choices = [] }: Json): string[] {
  return [
    ...(typeof id === 'string' && typeof label === 'string' && label !== '' ? [] : ['an input without a name']),
    ...(isRequired === true && errorMessage === undefined ? ['no word for what is missing'] : []),
    ...(choices as readonly Json[]).flatMap(({ title }) => (MARKUP.test(String(title)) || title === '' ? [`choice ${String(title)}`] : [])),
  ];
}

/** Every element, action and run, however deep. */
export function partsOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && typeof value.type === 'string' ? [value as Json] : [];
  return [...own, ...Object.values(value).flatMap(partsOf)];
}

/** What a reader sees, each paragraph on a line of its own. */
export function wordsOfCard(card: object): string {
  return partsOf(card)
    .map(({ type, text }) => (type === 'TextRun' ? String(text) : type === 'TextBlock' ? `\n${String(text)}` : '\n'))
    .join('');
}
