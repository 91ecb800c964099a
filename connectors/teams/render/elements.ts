/** An element or an action of an adaptive card 1.5. */
export type Element = Readonly<Record<string, unknown>> & { readonly type: string };

type RunStyle = { readonly weight?: 'Bolder'; readonly isSubtle?: true; readonly size?: 'Small' | 'Medium' | 'Large' };
export type Run = RunStyle & {
  readonly type: 'TextRun';
  readonly text: string;
  readonly color?: 'Accent';
  readonly selectAction?: Element;
};

/** Text that opens an address, or is a quiet button. */
export function pressable(text: string, action: Element, style: RunStyle = {}): Run[] {
  return runs(text, style).map((run) => ({ ...run, color: 'Accent', selectAction: action }));
}

export function linked(text: string, url: string): Run[] {
  return pressable(text, openUrl(text, url, text));
}

type BlockStyle = { readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large' | 'ExtraLarge'; readonly separator?: true };

/**
 * Text without markup: a TextRun reads no Markdown, while a TextBlock does. Teams still fills in `{{DATE(…)}}`, and an `<at>` where the
 * message names somebody; both are found in one run only, so the run ends inside them.
 */
export function runs(text: string, style: RunStyle = {}): Run[] {
  return text
    .split(/(?<=\{)(?=\{(?:DATE|TIME))|(?<=<)(?=\/?at\b)/i)
    .filter((part) => part !== '')
    .map((part) => ({ type: 'TextRun', text: part, ...style }));
}

export const BOLD: RunStyle = { weight: 'Bolder' };
export const SMALL: RunStyle = { size: 'Small', isSubtle: true };

export function richText(inlines: readonly Run[], style: BlockStyle = {}): Element {
  return { type: 'RichTextBlock', inlines, ...style };
}

/** Letters, digits and marks that Markdown reads nothing into, and not the start of a numbered list. */
const WITHOUT_MARKUP = /^(?!\d+[.)]\s)[\p{L}\p{N}][\p{L}\p{N} .,;:()'"/%+·–—-]*$/u;
const ADDRESS = /:\/\/|www\./i;

/** A heading that screen readers know as one, where its text can stand in a TextBlock; bold text where not. */
export function heading(text: string, size: 'Medium' | 'Large', style: BlockStyle = {}): Element {
  const plain = WITHOUT_MARKUP.test(text) && !ADDRESS.test(text);
  if (plain) return { type: 'TextBlock', text, style: 'heading', wrap: true, weight: 'Bolder', size, ...style };
  return richText(runs(text, { ...BOLD, size }), style);
}

export function container(
  items: readonly Element[],
  style: BlockStyle & { readonly style?: 'emphasis' | 'warning' | 'good' | 'attention' } = {},
): Element {
  return { type: 'Container', items, ...style };
}

export function warning(text: string): Element {
  return container([richText([...runs('Warning: ', BOLD), ...runs(text)])], { style: 'warning', spacing: 'Small' });
}

export function quoted(text: string, source: string, flags: readonly string[]): Element {
  const said = container([richText(runs(text)), ...(source.trim() === '' ? [] : [richText(runs(source, SMALL), { spacing: 'Small' })])], {
    style: 'emphasis',
    spacing: 'Small',
  });
  return flags.length === 0 ? said : container([said, ...flags.map(warning)], { spacing: 'Small' });
}

export function actions(list: readonly Element[]): Element {
  return { type: 'ActionSet', actions: list, spacing: 'Medium' };
}

/** `data` is an id and nothing else. `tooltip` is what screen readers say. */
export function execute(
  verb: string,
  title: string,
  tooltip: string,
  data: { readonly card: string } | { readonly message: string },
  style: Readonly<Record<string, string>> = {},
): Element {
  return { type: 'Action.Execute', verb, title, tooltip, data, associatedInputs: 'none', ...style };
}

export function openUrl(title: string, url: string, tooltip: string): Element {
  return { type: 'Action.OpenUrl', title, url, tooltip };
}
