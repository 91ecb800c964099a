import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Failure } from '#core/errors.ts';
import type { EditionRecord, EditionRecords } from '#tools/unit.ts';
import { alteredEdition, believedEdition, contentDigest, editionSeal, type EditionRow, type SealedEdition } from './sealed-editions.ts';
import type { Sealed } from './sealed-entries.ts';
import type { Transaction } from './transaction.ts';

const COLUMNS = `tenant, id, head, sha256, state, codes, billable, seal,
  to_char(loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "loadedAt"`;
const SELECT = `select ${COLUMNS} from edition`;

/**
 * Editions of one tenant, oldest load first. To `put` what is there already changes nothing, not even its state. Other
 * content under a known id takes its place only while that waits to be activated, or where both are starter editions,
 * which come with the program, or where what is there was changed beside it; answers that were given under an edition must stay
 * reproducible. No record is given out and no content read that is not under seal: Failure `altered`.
 */
export function editionRecords(transaction: Transaction, sealed: Sealed): EditionRecords {
  const { rows, lockWriters } = transaction;
  const { kept, content, seal } = believing(transaction, sealed);
  return {
    async list() {
      const found = await rows<EditionRow>(`${SELECT} order by loaded_at, id`);
      return Promise.all(found.map(async (row) => (await believedEdition(row, sealed)).record));
    },
    find: async (id) => (await kept(id))?.record,
    content,
    async put({ head, sha256, state, codes, billable }, text) {
      const packed = await promisify(gzip)(text);
      await lockWriters();
      const known = await unlessAltered(content(head.id).then(() => kept(head.id)));
      if (known?.record.sha256 === sha256) return;
      if (known !== undefined) refuseUnlessReplaceable(known.record, head.starter);
      const [row] = await rows<EditionRow>(
        `insert into edition (id, head, sha256, state, codes, billable, content) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant, id) do update set head = excluded.head, sha256 = excluded.sha256, state = excluded.state,
           codes = excluded.codes, billable = excluded.billable, content = excluded.content, loaded_at = clock_timestamp()
         returning ${COLUMNS}`,
        [head.id, JSON.stringify(head), sha256, state, codes, billable, packed],
      );
      await seal(row, contentDigest(text));
    },
    async activate(id) {
      await lockWriters();
      const known = await kept(id);
      const text = known && (await content(id));
      if (known === undefined || text === undefined)
        throw new Failure('not-found', `There is no edition ${id}. "countersign editions list" lists those there are.`);
      // The digest of a starter is over the files of the program; that of an official edition, which was approved, is over its content.
      if (!known.record.head.starter && contentDigest(text) !== known.record.sha256) throw alteredEdition(id);
      const [row] = await rows<EditionRow>(`update edition set state = 'active' where id = $1 returning ${COLUMNS}`, [id]);
      await seal(row, known.content);
    },
  };
}

/** What one edition says and holds, where its seal is true, and the way to seal it. */
function believing({ rows }: Transaction, sealed: Sealed) {
  return {
    kept: async (id: string): Promise<SealedEdition | undefined> => {
      const [found] = await rows<EditionRow>(`${SELECT} where id = $1`, [id]);
      return found && believedEdition(found, sealed);
    },
    content: async (id: string): Promise<string | undefined> => {
      const [found] = await rows<EditionRow & { content: Buffer }>(`select ${COLUMNS}, content from edition where id = $1`, [id]);
      if (found === undefined) return undefined;
      const { content: packed, ...row } = found;
      const edition = await believedEdition(row, sealed);
      const text = await promisify(gunzip)(packed).then(
        (bytes) => bytes.toString('utf8'),
        () => undefined,
      );
      if (text === undefined || contentDigest(text) !== edition.content) throw alteredEdition(id);
      return text;
    },
    seal: async (row: EditionRow | undefined, content: string): Promise<void> => {
      if (row !== undefined) await rows('update edition set seal = $2 where id = $1', [row.id, await editionSeal(row, content, sealed)]);
    },
  };
}

async function unlessAltered(kept: Promise<SealedEdition | undefined>): Promise<SealedEdition | undefined> {
  return kept.catch((thrown: unknown) => {
    if (thrown instanceof Failure && thrown.code === 'altered') return undefined;
    throw thrown;
  });
}

function refuseUnlessReplaceable({ head, sha256, state }: EditionRecord, byStarter: boolean): void {
  if (state === 'loaded' || (head.starter && byStarter)) return;
  throw new Failure(
    'bad-file',
    `Edition ${head.id} is ${state} with other content (${sha256.slice(0, 12)}). Load this one under its own id.`,
  );
}
