import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { EditionHead } from '#core/terminology/edition-source.ts';
import type { EditionRecord, EditionRecords } from '#tools/unit.ts';
import type { Transaction } from './transaction.ts';

const Row = z.strictObject({
  head: EditionHead,
  sha256: z.string(),
  state: z.enum(['loaded', 'active', 'retired']),
  codes: z.int(),
  billable: z.int(),
  loadedAt: z.string(),
});

const SELECT = `select head, sha256, state, codes, billable,
  to_char(loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "loadedAt" from edition`;

/**
 * Editions of one tenant, oldest load first. To `put` what is there already changes nothing, not even its state. Other
 * content under a known id takes its place only while that waits to be activated, or where both are starter editions,
 * which come with the program; answers that were given under an edition must stay reproducible.
 */
export function editionRecords({ rows, lockWriters }: Transaction): EditionRecords {
  async function find(id: string): Promise<EditionRecord | undefined> {
    const [found] = await rows(`${SELECT} where id = $1`, [id]);
    return found && Row.parse(found);
  }

  return {
    async list() {
      return (await rows(`${SELECT} order by loaded_at, id`)).map((row) => Row.parse(row));
    },
    async content(id) {
      const [found] = await rows<{ content: Buffer }>('select content from edition where id = $1', [id]);
      return found && (await promisify(gunzip)(found.content)).toString('utf8');
    },
    async put({ head, sha256, state, codes, billable }, content) {
      const packed = await promisify(gzip)(content);
      await lockWriters();
      const known = await find(head.id);
      if (known?.sha256 === sha256) return;
      if (known !== undefined && known.state !== 'loaded' && !(known.head.starter && head.starter)) {
        throw new Failure(
          'bad-file',
          `Edition ${head.id} is ${known.state} with other content (${known.sha256.slice(0, 12)}). Load this one under its own id.`,
        );
      }
      await rows(
        `insert into edition (id, head, sha256, state, codes, billable, content) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant, id) do update set head = excluded.head, sha256 = excluded.sha256, state = excluded.state,
           codes = excluded.codes, billable = excluded.billable, content = excluded.content, loaded_at = clock_timestamp()`,
        [head.id, JSON.stringify(head), sha256, state, codes, billable, packed],
      );
    },
    async activate(id) {
      await lockWriters();
      const changed = await rows(`update edition set state = 'active' where id = $1 returning id`, [id]);
      if (changed.length === 0)
        throw new Failure('not-found', `There is no edition ${id}. "countersign editions list" lists those there are.`);
    },
  };
}
