import type { Did } from '#agent/chat/event.ts';
import type { SlackFile } from '../payloads.ts';

const MOST_FILES = 20;
const LONGEST_NAME = 400;

/** Files come with the message that they were dropped with; what was deleted meanwhile is left out. Their content is fetched later. */
export function dropped(files: readonly SlackFile[] | undefined, text: string): Did | undefined {
  const there = (files ?? []).filter(({ mode }) => mode !== 'tombstone' && mode !== 'hidden_by_limit').slice(0, MOST_FILES);
  if (there.length === 0) return undefined;
  return {
    kind: 'dropped',
    text,
    files: there.map(({ id, name, size }) => ({
      id,
      name: (name ?? id).replaceAll('\0', '').slice(0, LONGEST_NAME).toWellFormed(),
      ...(size !== undefined && { bytes: size }),
    })),
  };
}
