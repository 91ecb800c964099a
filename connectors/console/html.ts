import { safeText } from '#core/answer/safe-text.ts';

const MARKUP = Symbol('markup');

/** Markup of this program. No text that came from elsewhere can be one: only `markup` makes it. */
export interface Html {
  readonly [MARKUP]: string;
}

type Part = Html | string | number | false | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Everything put into it is text, whatever it says; only what another `markup` made stays markup. Attributes MUST be quoted in the template. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [MARKUP]: strings.map((said, at) => said + (at < parts.length ? written(parts[at]) : '')).join('') };
}

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isMarkup(part) ? part[MARKUP] : part.map(written).join('');
}

function isMarkup(part: Html | readonly Part[]): part is Html {
  return MARKUP in part;
}

function escaped(text: string): string {
  return safeText(text).replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
}

export function markupOf(part: Html): string {
  return part[MARKUP];
}
