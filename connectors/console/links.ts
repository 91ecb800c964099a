/** Paths of the pages. None of them holds an identifier of a chart: handles, proposals, numbers and codes of the code set alone. */
export const toCase = (handle: string): string => `/k/${handle}`;
export const toProposal = (id: string): string => `/p/${id}`;
export const toLetter = (id: string, kind: string): string => `/p/${id}/letter.${kind}`;
export const toWhy = (handle: string, code: string): string => `/why/${handle}/${code}`;

/** The document that stands at a place in its chart, with a passage of it marked and in view. */
export function toPassage(handle: string, at: number, { start, end }: { readonly start: number; readonly end: number }): string {
  return `${toDocument(handle, at)}?s=${start}-${end}#e1`;
}

export function toDocument(handle: string, at: number): string {
  return `/k/${handle}/${at + 1}`;
}

export const HANDLE = /^K-[0-9A-Z]{6}$/i;
export const PROPOSAL = /^P-[1-9]\d{0,9}$/i;
export const CODE = /^[A-Z][0-9A-Z]{1,2}(?:\.?[0-9A-Z]{1,4})?$/i;

const OURS =
  /^\/(?:queue|p\/P-[1-9]\d{0,9}(?:\/letter\.(?:docx|pdf))?|k\/K-[0-9A-Z]{6}(?:\/\d{1,4}(?:\?s=[0-9P,-]{1,60})?)?|why\/K-[0-9A-Z]{6}\/[0-9A-Z]{1,4}(?:\.[0-9A-Z]{1,4})?)$/i;

/** Where somebody goes once they are signed in: a page of ours, whatever the address asked for. */
export function ownPath(asked: unknown): string {
  return typeof asked === 'string' && OURS.test(asked) ? asked : '/queue';
}
