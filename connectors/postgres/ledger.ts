import { createHash } from 'node:crypto';
import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { Leaf, type About, type ActDraft, type Entry, type Ledger, type Matter } from '#guardrails/audit/ledger.ts';
import { EMPTY_TREE, leafHash, rootOf } from '#guardrails/audit/tree.ts';
import { Failure } from '#core/errors.ts';
import type { Sealed } from './sealed-entries.ts';
import { ENTRY, type EntryRow } from './stored-entry.ts';
import type { Transaction } from './transaction.ts';

interface HeadRow {
  readonly tenant: string;
  readonly size: string;
  readonly root: Buffer;
}

const CLOCK = `to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The key that an entry of each matter has beside its leaf. Written out, so that the database sees that its index fits. */
const OF: Readonly<Record<Matter, string>> = {
  authority: `about ->> 'authority'`,
  policy: `about ->> 'adopts'`,
  principal: `about ->> 'principal'`,
  review: `about ->> 'review'`,
};

/** A text of the leaf without reading it as JSON, which would fail on a leaf that somebody broke. */
const inLeaf = (key: 'act' | 'at') => `substring(leaf from '"${key}":"([^"]*)"')`;

/** The ledger of one tenant. Entries are numbered under the lock of the tenant's head row, so no two share an index. */
export function ledger(transaction: Transaction, salt: () => string, sealed: Sealed): Ledger {
  const { rows } = transaction;
  return {
    append: (act) => append(transaction, act, salt(), sealed),
    async list({
      encounter,
      proposal,
      authority,
      grant,
      grants,
      last,
      matter = grants === true ? 'authority' : undefined,
      acts,
      event,
      from,
      until,
      index,
    }) {
      const found = await rows<EntryRow>(
        `${ENTRY}
         where ($1::text is null or encounter = $1 or proposal in (select id from proposal where encounter = $1))
           and ($2::text is null or proposal = $2)
           and ($4::text is null or about ->> 'authority' = $4)
           and ($5::text is null or (about ->> 'authority' is not null and about ->> 'grant' = $5))
           and ($6::text[] is null or ${inLeaf('act')} = any($6))
           and ($7::text is null or ${inLeaf('at')} >= $7) and ($8::text is null or ${inLeaf('at')} < $8)
           and ($9::bigint is null or index = $9)
           ${matter === undefined ? '' : `and ${OF[matter]} is not null`}
           ${event === undefined ? '' : `and about ->> 'event' = $10`}
         order by index desc limit $3`,
        [encounter, proposal, last, authority, grant, acts, from, until, index, ...(event === undefined ? [] : [event])],
      );
      return Promise.all(found.toReversed().map((row) => readEntry(row, sealed)));
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
async function append({ rows, lockWriters }: Transaction, { about, ...act }: ActDraft, salt: string, sealed: Sealed): Promise<Entry> {
  await lockWriters();
  const [head] = await rows<HeadRow & { at: string }>(`select tenant, size, ${CLOCK} as at from ledger_head`);
  if (head?.tenant !== act.tenant) throw new Failure('broken-promise', 'An act of one tenant was handed to the ledger of another.');

  const commitment = createHash('sha256').update(salt).update(canonicalJson(about)).digest('hex');
  const leaf = await sealed.withSeal(Leaf.parse({ ...act, v: 1, index: Number(head.size), at: head.at, about: commitment }));
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

async function readEntry(row: EntryRow, sealed: Sealed): Promise<Entry> {
  const { leaf, leafHash: hash, salt, about } = row;
  const fault = await sealed.faultOf(row);
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
