import type { LocalDate } from '../../codes.ts';
import type { AdjustmentListSource } from '../../terminology/facts/fact-source.ts';
import type { AdjustmentWords } from './adjustment-words.ts';
import { readCode, type CodeKind } from './code-kind.ts';

export interface LicensedText {
  /** The publisher's words, to the letter. They are the licensee's to show. */
  readonly text: string;
  /** False where the list says that the code had not begun, or had ended, by that day. */
  readonly inForce: boolean;
  /** `adjustment-codes-2024-06@sha256`. */
  readonly edition: string;
}

/** The texts of a list that a licensee loaded. Without one there is none, and our own words stand alone. */
export interface LicensedTexts {
  readonly edition: string;
  /** The text as of a remittance's day; `undefined` for a code that the list does not have. */
  readonly text: (kind: CodeKind, code: string, day: LocalDate) => LicensedText | undefined;
}

export function licensedTexts({ texts }: AdjustmentListSource, edition: string): LicensedTexts {
  const byCode = Map.groupBy(texts, ({ kind, code }) => `${kind} ${code}`);
  return {
    edition,
    text(kind, code, day) {
      const held = byCode.get(`${kind} ${readCode(kind, code) ?? ''}`) ?? [];
      const current = held.find(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to));
      const shown = current ?? held.at(-1);
      return shown && { text: shown.says, inForce: current !== undefined, edition };
    },
  };
}

export interface CodeSaid {
  /** As the list writes it, or as it came. */
  readonly code: string;
  readonly says: string;
  /** False where no description of ours is held. The code is shown all the same. */
  readonly held: boolean;
  readonly licensed: LicensedText | undefined;
}

/** A code with our words and, beside them, the publisher's text where a licensee's list holds one. */
export function sayCode(
  kind: CodeKind,
  code: string,
  { words, licensed, day }: { readonly words: AdjustmentWords; readonly licensed: LicensedTexts | undefined; readonly day: LocalDate },
): CodeSaid {
  return {
    code: readCode(kind, code) ?? code.trim(),
    says: words.inWords(kind, code),
    held: words.find(kind, code) !== undefined,
    licensed: licensed?.text(kind, code, day),
  };
}
