import { z } from 'zod';
import { RemittanceHead, RemittanceTail } from '#core/remittance/remittance.ts';
import type { RemittanceRecord } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import { rowSeal, textDigest } from '../sealed-row.ts';
import { present, type Transaction } from '../transaction.ts';
import { alteredRecord } from './sealed-content.ts';

/** A finished remittance as its row has it, before anything of it is believed. */
export interface RemittanceRow {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly state: string;
  readonly head: string;
  readonly tail: string;
  readonly version: string;
  readonly seal: string;
  readonly importedAt: string;
}

const MOMENT = `to_char(r.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of one that is being brought in. */
export const BEGUN = 'r.id, r.file, r.sha256, r.head::text as head';

export const REMITTANCE = `${BEGUN}, r.state, r.tail::text as tail, r.version, r.seal, ${MOMENT} as "importedAt"`;

const Read = z.strictObject({
  id: z.string(),
  file: z.string(),
  sha256: z.string(),
  state: z.enum(['posted', 'quarantined']),
  head: RemittanceHead,
  tail: RemittanceTail,
  importedAt: z.string(),
});

export interface SealedRemittances {
  /** Digest of what the row says, and the seal over it. */
  readonly seal: (row: Omit<RemittanceRow, 'version' | 'seal'>) => Promise<{ readonly version: string; readonly seal: string }>;
  /** Throws Failure `altered` for what was written or changed beside the program. */
  readonly read: (row: RemittanceRow) => Promise<RemittanceRecord>;
}

export function sealedRemittances(transaction: Transaction, sealed: Sealed): SealedRemittances {
  const seal = rowSeal(transaction, sealed, 'remittance');
  return {
    async seal(row) {
      const version = versionOf(row);
      return { version, seal: await seal.of(row.id, version) };
    },
    async read({ version, seal: bears, ...row }) {
      if (versionOf(row) !== version || !(await seal.isOf(bears, row.id, version))) throw alteredRecord(`Remittance ${row.id}`);
      return Read.parse(present({ ...row, head: JSON.parse(row.head), tail: JSON.parse(row.tail) }));
    },
  };
}

function versionOf({ id, file, sha256, state, head, tail, importedAt }: Omit<RemittanceRow, 'version' | 'seal'>): string {
  return textDigest(JSON.stringify([id, file, sha256, state, head, tail, importedAt]));
}
