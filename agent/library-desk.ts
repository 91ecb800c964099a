import type { Block } from '#core/answer/block.ts';
import type { LetterSheet } from '#core/appeals/letter/letter-sheet.ts';

/** What may be asked of the policy library. A path is whole. */
export type LibraryAsked =
  | { readonly act: 'import'; readonly path: string }
  | { readonly act: 'list' }
  | { readonly act: 'show'; readonly id: string; readonly on?: string | undefined };

export interface LibraryAnswer {
  readonly blocks: readonly Block[];
  /** Files that were refused whole. */
  readonly refused: number;
}

/** The policy library, and letters to payers as they are laid out on paper. */
export interface LibraryDesk {
  library(asked: LibraryAsked & { readonly as?: string | undefined }): Promise<LibraryAnswer>;
  /** The letter of a proposal under the hospital's letterhead, with its enclosures in full where they are wanted. */
  letter(of: { readonly proposal: string; readonly packet?: boolean | undefined; readonly as?: string | undefined }): Promise<LetterSheet>;
}

export const LIBRARY_METHODS = ['library', 'letter'] as const satisfies readonly (keyof LibraryDesk)[];
