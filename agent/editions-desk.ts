import type { Block } from '#core/answer/block.ts';

/** Editions of code sets and tables, as a local surface asks for them. Nothing here brings one into force. */
export interface EditionsDesk {
  editions(): Promise<readonly Block[]>;
  /** Reads official files, registers them as an edition and puts its activation up. `year` chooses where several stand side by side. */
  loadEdition(files: {
    readonly system: string;
    readonly paths: readonly string[];
    readonly year?: string | undefined;
    readonly as?: string | undefined;
  }): Promise<readonly Block[]>;
  /** How an edition differs from another, or from the one in force on its days; with `addenda`, whether the published changes agree. */
  diffEditions(of: {
    readonly id: string;
    readonly other?: string | undefined;
    readonly addenda?: string | undefined;
  }): Promise<readonly Block[]>;
  /** The proposal to bring a loaded edition into force, made where none waits. */
  activateEdition(of: { readonly id: string; readonly as?: string | undefined }): Promise<readonly Block[]>;
}

export const EDITIONS_METHODS = [
  'editions',
  'loadEdition',
  'diffEditions',
  'activateEdition',
] as const satisfies readonly (keyof EditionsDesk)[];
