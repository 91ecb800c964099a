import type { types } from '@slack/bolt';

export type SlackBlock = types.KnownBlock;
export type Rich = types.RichTextBlockElement;
type Inline = types.RichTextElement;

/**
 * Text without markup. Slack reads none in `plain_text` and in the elements of `rich_text`, so whatever a chart or a person wrote is
 * shown as it is: no mention, no link and no emoji can come of it. `mrkdwn` is used nowhere.
 */
export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

export function words(text: string, style?: types.RichTextText['style']): Inline[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style && { style }) }];
}

export function bold(text: string): Inline[] {
  return words(text, { bold: true });
}

export function link(text: string, url: string): Inline[] {
  return [{ type: 'link', text, url }];
}

export function line(...elements: readonly Inline[][]): Rich {
  return { type: 'rich_text_section', elements: elements.flat() };
}

export function bullet(...elements: readonly Inline[][]): Rich {
  return { type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_section', elements: elements.flat() }] };
}

export function quoted(text: string): Rich {
  return { type: 'rich_text_quote', elements: words(text) };
}

export function preformatted(text: string): Rich {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] };
}

/** Small grey text. */
export function small(text: string): SlackBlock {
  return { type: 'context', elements: [plain(text)] };
}

export function header(text: string): SlackBlock {
  return { type: 'header', text: plain(text) };
}

export const DIVIDER: SlackBlock = { type: 'divider' };
