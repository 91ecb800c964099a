import { NO_PAINT, type Paint } from '#core/answer/plain-text.ts';

const ESCAPE = '\u001b';

/** Colours for a terminal that wants them: `NO_COLOR` and a pipe get none. */
export function terminalPaint(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  if (stream.isTTY !== true || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return NO_PAINT;
  return { title: sgr('1;36'), quote: sgr('32'), dim: sgr('2'), warning: sgr('1;33'), key: sgr('1') };
}

function sgr(code: string): (text: string) => string {
  return (text) => (text === '' ? text : `${ESCAPE}[${code}m${text}${ESCAPE}[0m`);
}
