import type { Block } from '#core/answer/block.ts';
import type { CaseHandles, ChatUnit } from './store.ts';

/** `K-7QF3M2`, `k7qf3m2`, `case K-7QF3M2`. A word of seven letters may look like one, and leads nowhere. */
const HANDLE = /\b(?:case\s+)?(K-?[0-9A-Z]{6})(?![0-9A-Za-z-])/gi;

/** A person's words with cases in the place of their handles, as the agent reads them. */
export async function readCase(text: string, handles: Pick<CaseHandles, 'encounter'>): Promise<string> {
  const cases = new Map<string, string>();
  for (const [whole, typed = ''] of text.matchAll(HANDLE)) {
    const encounter = await handles.encounter(`K-${typed.replace(/^K-?/i, '')}`.toUpperCase());
    if (encounter !== undefined) cases.set(whole, encounter);
  }
  return text.replaceAll(HANDLE, (whole) => cases.get(whole) ?? whole);
}

export interface CalledCase {
  /** As it was typed. */
  readonly text: string;
  readonly encounter: string;
  readonly person: string;
}

/** Told once to each person who calls a case by its own id where only its handle may stand. */
export async function handleHint({ text, encounter, person }: CalledCase, unit: ChatUnit): Promise<readonly Block[]> {
  if (!says(text, encounter)) return [];
  const to = `handle ${person}`;
  if ((await unit.notices.untold(to, [to])).length === 0) return [];
  await unit.notices.told(to, [to], await unit.now());
  const handle = await unit.handles.of(encounter);
  const hint = `In this place cases have names that say nothing of a patient. This one is ${handle}: please call it that here.`;
  return [{ kind: 'note', tone: 'plain', text: hint }];
}

/** Whether a text names the encounter, however it was typed: `E-1042`, `e1042`. */
function says(text: string, encounter: string): boolean {
  const fold = (one: string): string => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return text.split(/\s+/).some((word) => fold(word) === fold(encounter));
}
