import type { CodedDocument } from '../gold/coded-documents.ts';
import type { Predicted } from '../sets/documents.ts';

/** Another way to give codes, scored on the same documents by the same scorer. */
export interface Peer {
  readonly id: string;
  readonly says: string;
  /** Learns from `training`, where it learns, and predicts the codes of a document. */
  readonly learn: (training: readonly CodedDocument[]) => (document: CodedDocument) => ReadonlySet<string>;
}

/** Each fold is predicted by what was learned from the other ones, so no peer sees the gold codes of what it is scored on. */
export function crossPredict(peer: Peer, documents: readonly CodedDocument[]): Predicted[] {
  const folds = [...new Set(documents.map(({ fold }) => fold))].toSorted((a, b) => a - b);
  return folds.flatMap((fold) => {
    const predict = peer.learn(documents.filter((one) => one.fold !== fold));
    return documents.filter((one) => one.fold === fold).map((document) => ({ document, codes: predict(document) }));
  });
}

/** The words of a text, lower case, letters and digits alone. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function sentencesOf(text: string): string[] {
  return text.split(/[.\n;]+/).filter((sentence) => sentence.trim() !== '');
}
