/** One fact table with the edition that it comes from. */
interface Dated {
  /** `poa-exempt-2026@sha256`. */
  readonly edition: string;
}

export interface PoaExempt extends Dated {
  /** True where no present-on-admission indicator is reported for the code. */
  readonly has: (code: string) => boolean;
}

/** An edit of the Medicare Code Editor on one diagnosis. */
export type CodeEdit =
  | { readonly kind: 'sex'; readonly only: 'female' | 'male' }
  | { readonly kind: 'age'; readonly from: number; readonly to: number; readonly group: string }
  | { readonly kind: 'manifestation' | 'unacceptable-principal' | 'questionable-admission' | 'unspecified'; readonly name: string };

export interface CodeEditor extends Dated {
  readonly edits: (code: string) => readonly CodeEdit[];
}

export interface HccTable extends Dated {
  /** Categories of the risk adjustment models that the code falls into: `{ model: 'V28', category: '226' }`. */
  readonly categories: (code: string) => readonly { readonly model: string; readonly category: string }[];
}

export interface SeverityTable extends Dated {
  readonly level: (code: string) => 'CC' | 'MCC' | undefined;
  /** True where the principal diagnosis takes the level away; `undefined` where the table does not tell the code from its neighbours. */
  readonly excludedBy: (code: string, principal: string) => boolean | undefined;
}

/**
 * What other tables say of ICD-10-CM codes on one day. Each has an edition of its own; `undefined` is "none is loaded for
 * that day" and never an empty table.
 */
export interface CodeFacts {
  readonly poaExempt: PoaExempt | undefined;
  readonly editor: CodeEditor | undefined;
  readonly hcc: HccTable | undefined;
  readonly severity: SeverityTable | undefined;
}
