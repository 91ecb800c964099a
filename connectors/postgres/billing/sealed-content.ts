import type { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { Sealed } from '../sealed-entries.ts';
import { rowSeal, textDigest } from '../sealed-row.ts';
import type { Transaction } from '../transaction.ts';

/** A record of billing as its row holds it: JSON to the letter, the digest of that, and the seal over it. */
export interface ContentRow {
  readonly content: string;
  readonly version: string;
  readonly seal: string;
}

export interface SealedContent<T> {
  readonly write: (key: readonly string[], value: T) => Promise<ContentRow>;
  /** Throws Failure `altered` for what was written or changed beside the program, or stands under the key of another. */
  readonly read: (key: readonly string[], row: ContentRow) => Promise<T>;
}

/** The columns of such a row. */
export const CONTENT = 'content::text as content, version, seal';

/** `kind` keeps the seal of one kind of record from being taken for that of another; `named` says of which record a refusal speaks. */
export function sealedContent<T>(
  transaction: Transaction,
  sealed: Sealed,
  kind: string,
  { schema, named }: { readonly schema: z.ZodType<T>; readonly named: (key: readonly string[]) => string },
): SealedContent<T> {
  const seal = rowSeal(transaction, sealed, kind);
  return {
    async write(key, value) {
      const content = JSON.stringify(value);
      const version = textDigest(content);
      return { content, version, seal: await seal.of(...key, version) };
    },
    async read(key, { content, version, seal: bears }) {
      if (textDigest(content) !== version || !(await seal.isOf(bears, ...key, version))) throw alteredRecord(named(key));
      return schema.parse(JSON.parse(content));
    },
  };
}

/** Throws Failure `altered` where a column that a record is found by does not say what its sealed content says. */
export function mustAgree(what: string, columns: readonly unknown[], content: readonly unknown[]): void {
  if (columns.some((column, at) => (column ?? undefined) !== content[at])) throw alteredRecord(what);
}

export function alteredRecord(what: string): Failure {
  return new Failure(
    'altered',
    `${what} was changed in the database and not by Countersign, so nothing rests on it. Tell your compliance officer, and bring it in again from its source.`,
  );
}
