import { createHash } from 'node:crypto';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { leafHash } from '#guardrails/audit/tree.ts';
import type { Subject } from '../contracts/subject.ts';
import type { Case } from './a-case.ts';

/** What whoever has the database, and not the key of the ledger, can write into it: an entry that is well formed and unsealed, or sealed by another key. */
export async function forgeEntry(
  { asOwner }: Pick<Subject, 'asOwner'>,
  { tenant }: Pick<Case, 'tenant'>,
  said: {
    readonly act: string;
    readonly actor: string;
    readonly proposal?: string;
    readonly digest?: string;
    readonly seal?: string;
    readonly about?: object;
  },
): Promise<void> {
  const { about: told = {}, ...act } = said;
  const [head] = await asOwner<{ size: string }>('select size from ledger_head where tenant = $1', [tenant]);
  const about = canonicalJson(jsonOf(told));
  const commitment = createHash('sha256').update('salt').update(about).digest('hex');
  const index = Number(head?.size);
  const leaf = canonicalJson(
    jsonOf({ v: 1, tenant, index, at: '2026-11-21T12:00:00.000Z', channel: 'terminal', policy: 'baseline@1', ...act, about: commitment }),
  );
  await asOwner(
    `insert into ledger_entry (tenant, index, leaf, leaf_hash, salt, about, proposal) values ($1, $2, $3, $4, 'salt', $5, $6)`,
    [tenant, index, leaf, leafHash(leaf), about, act.proposal],
  );
}
