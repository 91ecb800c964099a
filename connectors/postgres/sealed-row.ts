import { createHash } from 'node:crypto';
import { Failure } from '#core/errors.ts';
import type { Sealed } from './sealed-entries.ts';
import type { Transaction } from './transaction.ts';

/** Puts this installation's seal on rows of one tenant: decisions rest on them, so none counts that was written beside the program. */
export interface RowSeal {
  readonly of: (...record: readonly string[]) => Promise<string>;
  readonly isOf: (seal: string | null, ...record: readonly string[]) => Promise<boolean>;
}

/** `kind` keeps the seal of one kind of row from being taken for that of another. */
export function rowSeal({ rows }: Transaction, sealed: Sealed, kind: string): RowSeal {
  let bound: Promise<string> | undefined;
  const record = async (fields: readonly string[]) => {
    bound ??= tenantOf(rows);
    return [kind, await bound, ...fields];
  };
  return {
    of: async (...fields) => sealed.sealOf(await record(fields)),
    isOf: async (seal, ...fields) => sealed.isSealOf(await record(fields), seal),
  };
}

/** Stands for a text in a seal: what people type may hold half a character, which the text of a seal cannot. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

async function tenantOf(rows: Transaction['rows']): Promise<string> {
  const [bound] = await rows<{ tenant: string }>(`select current_setting('countersign.tenant') as tenant`);
  if (bound === undefined) throw new Failure('broken-promise', 'The transaction is bound to no tenant.');
  return bound.tenant;
}
