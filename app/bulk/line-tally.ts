import type { LineDone } from './line-job.ts';
import type { Ending } from './run-lines.ts';

export interface LineTally {
  count(done: LineDone): void;
  wrong(): number;
  end(ending: Ending): void;
}

const EVERY = 500;
const MOST_NAMED = 10;

/** Counts lines, says how far a run is where somebody wants to know, and which lines were wrong: by number, never by their words. */
export function lineTally(say: (text: string) => void, tells: boolean, now: () => number = () => performance.now()): LineTally {
  const began = now();
  const wrong: number[] = [];
  let wrongs = 0;
  let lines = 0;
  const progress = (): string => {
    const seconds = Math.max((now() - began) / 1000, 0.001);
    return `${lines} ${lines === 1 ? 'line' : 'lines'}, ${Math.round(lines / seconds)} a second.`;
  };
  return {
    count({ number, wrong: isWrong }) {
      lines += 1;
      if (isWrong) {
        wrongs += 1;
        if (wrong.length < MOST_NAMED) wrong.push(number);
      }
      if (tells && lines % EVERY === 0) say(progress());
    },
    wrong: () => wrongs,
    end(ending) {
      if (tells) say(progress());
      if (ending === 'stopped') say(`Stopped after ${lines} lines; every line that was written is whole.`);
      if (wrongs === 0 || ending === 'unread') return;
      const more = wrongs > wrong.length ? ` and ${wrongs - wrong.length} more` : '';
      say(`! ${wrongs} of ${lines} lines could not be worked on, each answered with its reason: ${wrong.join(', ')}${more}.`);
    },
  };
}
