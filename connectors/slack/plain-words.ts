const LONGEST_TEXT = 40_000;
const NUL = /\0/g;
/** `<…>`, Slack's one form for mentions, links and dates. A `<` that somebody typed arrives as `&lt;`. */
const MARK = /<([^<>]*)>/g;

/**
 * What somebody wrote, without Slack's markup: `<@U1>` reads `@U1`, a link reads as its label, `&lt;` as `<`. The mention of `bot` is left
 * out. A text comes out that a database takes: no NUL, no half of a character.
 */
export function plainWords(text: string, bot?: string): string {
  return text
    .replace(MARK, (_whole, mark: string) => unmarked(mark, bot))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(NUL, '')
    .toWellFormed()
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
}

function unmarked(mark: string, bot: string | undefined): string {
  const [target = '', label] = mark.split('|', 2);
  if (target === `@${bot}`) return '';
  if (target.startsWith('@') || target.startsWith('#')) return label === undefined ? target : `${target[0]}${label.replace(/^[@#]/, '')}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`;
  const bare = target.replace(/^(?:https?:\/\/|mailto:|tel:)/, '');
  if (label === undefined) return target;
  return bare === label || target === label || bare === `${label}/` ? label : `${label} (${target})`;
}
