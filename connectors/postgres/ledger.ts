import { createHash } from 'node:crypto';
import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { Leaf, type About, type ActDraft, type Entry, type Ledger } from '#guardrails/audit/ledger.ts';
import { faultOf } from '#guardrails/audit/verify-ledger.ts';
import { EMPTY_TREE, leafHash, rootOf } from '#guardrails/audit/tree.ts';
import { Failure } from '#core/errors.ts';
import { ENTRY, entryOf, type EntryRow } from './stored-entry.ts';
import type { Transaction } from './transaction.ts';

interface HeadRow {
  readonly tenant: string;
  readonly size: string;
  readonly root: Buffer;
}

const CLOCK = `to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The ledger of one tenant. Entries are numbered under the lock of the tenant's head row, so no two share an index. */
export function ledger(transaction: Transaction, salt: () => string): Ledger {
  const { rows } = transaction;
  return {
    append: (act) => append(transaction, act, salt()),
    async list({ encounter, proposal, last }) {
      const found = await rows<EntryRow>(
        `${ENTRY}
         where ($1::text is null or encounter = $1 or proposal in (select id from proposal where encounter = $1))
           and ($2::text is null or proposal = $2)
         order by index desc limit $3`,
        [encounter, proposal, last],
      );
      return found.toReversed().map(readEntry);
    },
    async head() {
      const [head] = await rows<HeadRow>('select size, root from ledger_head');
      return head === undefined
        ? { size: EMPTY_TREE.size, root: rootOf(EMPTY_TREE).toString('hex') }
        : { size: Number(head.size), root: head.root.toString('hex') };
    },
  };
}

/** Writes the entry; the database itself grows the tree by it (`grow_ledger`), which the program has no right to touch. */
async function append({ rows, lockWriters }: Transaction, { about, ...act }: ActDraft, salt: string): Promise<Entry> {
  await lockWriters();
  const [head] = await rows<HeadRow & { at: string }>(`select tenant, size, ${CLOCK} as at from ledger_head`);
  if (head?.tenant !== act.tenant) throw new Failure('broken-promise', 'An act of one tenant was handed to the ledger of another.');

  const commitment = createHash('sha256').update(salt).update(canonicalJson(about)).digest('hex');
  const leaf = Leaf.parse({ ...act, v: 1, index: Number(head.size), at: head.at, about: commitment });
  const written = canonicalJson(leaf);
  const hash = leafHash(written);
  await rows(`insert into ledger_entry (index, leaf, leaf_hash, salt, about, encounter, proposal) values ($1, $2, $3, $4, $5, $6, $7)`, [
    leaf.index,
    written,
    hash,
    salt,
    canonicalJson(about),
    about.encounter,
    leaf.proposal,
  ]);
  return { leaf, leafHash: hash.toString('hex'), salt, about };
}

function readEntry(row: EntryRow): Entry {
  const { leaf, leafHash: hash, salt, about } = row;
  const fault = faultOf(entryOf(row));
  const parsed = Leaf.safeParse(fault === undefined ? JSON.parse(leaf) : readable(leaf));
  if (!parsed.success) throw new Failure('altered', `Entry ${row.index} of the ledger can no longer be read: ${fault ?? 'it is no entry'}`);
  return { leaf: parsed.data, leafHash: hash, salt, about: JSON.parse(about) as About, ...(fault !== undefined && { fault }) };
}

function readable(leaf: string): unknown {
  try {
    return JSON.parse(leaf);
  } catch {
    return undefined;
  }
}
