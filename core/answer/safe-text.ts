// oxlint-disable-next-line no-control-regex -- the point is to find control characters
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text of a chart or a person as it may be shown: control characters, direction marks and invisible letters are the replacement
 * character, so that no document can steer what shows it.
 */
export function safeText(text: string): string {
  return text.replaceAll('\t', '    ').replaceAll(CONTROL, '\uFFFD');
}
