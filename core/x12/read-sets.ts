import { Failure } from '../errors.ts';
import { followEnvelope } from './envelope.ts';
import type { Find } from './finding.ts';
import { segmentSplitter } from './split-segments.ts';
import type { OpenSet } from './transaction.ts';

export interface SetsOf<T> {
  /** Starts the reader of a set, which gives what it reads to `give`. */
  readonly open: (give: (event: T) => void) => OpenSet;
  /** What a finding outside any set becomes. */
  readonly outside: (give: (event: T) => void) => Find;
}

/**
 * Reads every transaction set of a file as it streams by, whatever interchanges and groups it stands in. What was read before a
 * refusal is given before it is thrown. Throws Failure `bad-file` where the file is no X12.
 */
export async function* readSets<T>(chunks: AsyncIterable<string>, sets: SetsOf<T>): AsyncGenerator<T> {
  let events: T[] = [];
  const reading = readPushed(sets, (event) => void events.push(event));
  const taken = (): readonly T[] => {
    const read = events;
    events = [];
    return read;
  };
  try {
    for await (const chunk of chunks) {
      reading.push(chunk);
      for (const event of taken()) yield event;
    }
    reading.end();
  } catch (thrown) {
    reading.abandon();
    for (const event of taken()) yield event;
    throw thrown;
  }
  for (const event of taken()) yield event;
}

interface Reading {
  readonly push: (chunk: string) => void;
  readonly end: () => void;
  /** Closes what is open after a refusal. */
  readonly abandon: () => void;
}

function readPushed<T>({ open, outside }: SetsOf<T>, give: (event: T) => void): Reading {
  let segments = 0;
  const find = outside(give);
  const envelope = followEnvelope(open(give), find);
  const splitter = segmentSplitter((segment) => {
    segments = segment.number;
    envelope.take(segment);
  });
  return {
    push: splitter.push,
    end() {
      if (splitter.end() === 'unended') find(unended(segments));
      if (segments === 0) throw new Failure('bad-file', 'no interchange header: the file is empty. Ask the sender for the file again.');
      envelope.end(segments);
    },
    abandon: () => envelope.end(segments),
  };
}

function unended(segments: number) {
  const says = `Segment ${segments} is the last and has no segment end after it.`;
  return { severity: 'warning', rule: 'x12.file.unended', segment: segments, says } as const;
}
