import type { TabularNote } from '../edition-source.ts';
import type { TabularEntry } from '../tabular-entry.ts';
import { noteCodes } from './note-codes.ts';

export const BINDING = ['excludes1', 'excludes2', 'codeFirst', 'useAdditional', 'codeAlso'] as const;
export type BindingKind = (typeof BINDING)[number];

/** Why a printed note is not held by a rule: it stays on show, to the letter, for a person to read. */
export type WhyUnenforced =
  /** It opens the list of the notes beneath it, which bind by themselves: "underlying disease, such as:". */
  | 'opens a list'
  /** It sends the coder to the index or to the code of the condition itself. */
  | 'points elsewhere'
  | 'names no code'
  | 'condition in words'
  | 'names its own codes'
  /** "Includes" notes say what the code covers; they forbid and demand nothing. */
  | 'tells the scope';

export interface UnenforcedNote {
  readonly code: string;
  readonly kind: BindingKind | 'includes';
  readonly text: string;
  readonly why: WhyUnenforced;
}

export interface OfficialNotes {
  readonly notes: readonly TabularNote[];
  /** How many printed notes the patterns hold. */
  readonly enforced: number;
  readonly unenforced: readonly UnenforcedNote[];
}

/** The printed notes of the tabular list as patterns that rules can hold, and each note that none holds, with the reason. */
export function officialNotes(tabular: readonly TabularEntry[]): OfficialNotes {
  const notes: TabularNote[] = [];
  const unenforced: UnenforcedNote[] = [];
  let enforced = 0;
  for (const entry of tabular) {
    const held: Partial<Record<BindingKind, string[]>> = {};
    for (const kind of BINDING) {
      for (const text of entry[kind] ?? []) {
        const read = noteCodes(text);
        if (read.patterns === undefined) {
          unenforced.push({ code: entry.code, kind, text, why: read.why === 'names no code' ? whyNoCode(kind, text) : read.why });
          continue;
        }
        enforced += 1;
        held[kind] = [...new Set([...(held[kind] ?? []), ...read.patterns])];
      }
    }
    for (const text of entry.includes ?? []) unenforced.push({ code: entry.code, kind: 'includes', text, why: 'tells the scope' });
    if (Object.keys(held).length > 0) notes.push({ code: entry.code, ...held });
  }
  return { notes, enforced, unenforced };
}

function whyNoCode(kind: BindingKind, text: string): WhyUnenforced {
  if (/:\s*$/.test(text)) return 'opens a list';
  return kind.startsWith('excludes') && /\b(?:see|code (?:to|by))\b/i.test(text) ? 'points elsewhere' : 'names no code';
}
