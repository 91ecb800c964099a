import type { Interface } from 'node:readline';

const HOW_TO_LEAVE = '\nTo leave, press Ctrl-C again or Ctrl-D, or type "exit".\n';

/**
 * What Ctrl-C does at the prompt: it clears a line that is half typed; on an empty one it says how to leave, and the next one
 * leaves. Whatever is typed in between makes it the first again.
 */
export function heedInterrupts(lines: Interface, say: (text: string) => void): void {
  let asked = false;
  lines.on('line', () => (asked = false));
  lines.on('SIGINT', () => {
    if (lines.line !== '') {
      asked = false;
      lines.write(null, { ctrl: true, name: 'e' });
      lines.write(null, { ctrl: true, name: 'u' });
      return;
    }
    if (asked) {
      lines.close();
      return;
    }
    asked = true;
    say(HOW_TO_LEAVE);
  });
}
