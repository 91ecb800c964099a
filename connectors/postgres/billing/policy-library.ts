import { Failure } from '#core/errors.ts';
import { PolicyDocument, type Clause } from '#core/policy-library/clause.ts';
import type { PolicyLibrary } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { mustAgree, sealedContent, type ContentRow } from './sealed-content.ts';

type Row = ContentRow & { readonly id: string; readonly from: string; readonly until: string | null; readonly payer: string | null };
type Found = { readonly document: PolicyDocument; readonly clause: Clause };
type Search = Parameters<PolicyLibrary['search']>[1];

const DOCUMENT = 'd.id, d.from_day::text as from, d.until_day::text as until, d.payer, d.content::text as content, d.version, d.seal';
const SELECT = `select ${DOCUMENT} from policy_document d`;

/** Of the versions of a document that have begun by that day, or of all, the newest, unless it has ended by then. */
const IN_FORCE = `($1::date is null or (d.from_day <= $1 and (d.until_day is null or d.until_day >= $1)))
  and not exists (select from policy_document n where n.id = d.id and n.from_day > d.from_day and ($1::date is null or n.from_day <= $1))`;

/** As people search the web, and where that finds nothing, any of the words. */
const ASKED = [`websearch_to_tsquery('english', $2)`, `replace(plainto_tsquery('english', $2)::text, ' & ', ' | ')::tsquery`];

/** A document is added, and under its id and first day never changed. */
export function policyLibrary(transaction: Transaction, sealed: Sealed): PolicyLibrary {
  const { rows, lockWriters } = transaction;
  const kept = sealedContent(transaction, sealed, 'policy-document', {
    schema: PolicyDocument,
    named: ([id = '', from = '']) => `Document ${id} of ${from}`,
  });
  async function read({ id, from, until, payer, ...row }: Row): Promise<PolicyDocument> {
    const document = await kept.read([id, from], row);
    mustAgree(`Document ${id} of ${from}`, [until, payer], [document.until, document.payer]);
    return document;
  }

  async function search(query: string, words: string, { payer, on, limit }: Search): Promise<readonly Found[]> {
    const found = await rows<Row & { clause: string }>(
      `select ${DOCUMENT}, c.id as clause
       from policy_clause c join policy_document d on d.id = c.document and d.from_day = c.from_day, (select ${query} as query) asked
       where c.words @@ asked.query and ($3::text is null or d.payer is null or d.payer = $3) and ${IN_FORCE}
       order by ts_rank(c.words, asked.query) desc, c.document, d.from_day desc, c.position limit $4`,
      [on, words, payer, limit],
    );
    return Promise.all(found.map(async ({ clause, ...row }) => the(await read(row), clause)));
  }

  return {
    async clause(id, on) {
      const [row] = await rows<Row>(`${SELECT} where d.id = $2 and ${IN_FORCE} order by d.from_day desc limit 1`, [on, id.split('/')[0]]);
      const document = row && (await read(row));
      const clause = document?.clauses.find((one) => one.id === id);
      return document && clause && { document, clause };
    },
    async search(words, filter) {
      for (const query of ASKED) {
        const found = await search(query, words, filter);
        if (found.length > 0) return found;
      }
      return [];
    },
    list: async () => Promise.all((await rows<Row>(`${SELECT} order by d.id, d.from_day`)).map(read)),
    async put(document) {
      await lockWriters();
      refuseStrayClauses(document);
      await add(transaction, document, await kept.write([document.id, document.from], document));
    },
  };
}

async function add({ rows }: Transaction, document: PolicyDocument, { content, version, seal }: ContentRow): Promise<void> {
  const { id, from, until, payer, clauses } = document;
  const [there] = await rows<{ version: string }>('select version from policy_document where id = $1 and from_day = $2', [id, from]);
  if (there?.version === version) return;
  if (there !== undefined) throw taken(document);
  await rows('insert into policy_document (id, from_day, until_day, payer, content, version, seal) values ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    from,
    until,
    payer,
    content,
    version,
    seal,
  ]);
  await rows(
    `insert into policy_clause (document, from_day, position, id, words)
     select $1, $2, position, id, setweight(to_tsvector('english', heading), 'A') || to_tsvector('english', text)
     from json_to_recordset($3::json) as item (position int, id text, heading text, text text)`,
    [id, from, JSON.stringify(clauses.map((clause, position) => ({ ...clause, position })))],
  );
}

function the(document: PolicyDocument, id: string): Found {
  const clause = document.clauses.find((one) => one.id === id);
  if (clause === undefined)
    throw new Failure('altered', `The index of document ${document.id} was changed in the database: it names ${id}.`);
  return { document, clause };
}

function refuseStrayClauses({ id, clauses }: PolicyDocument): void {
  const ids = clauses.map((clause) => clause.id);
  const stray = clauses.find((clause) => clause.id.split('/')[0] !== id);
  if (stray !== undefined) throw new Failure('bad-file', `Clause ${stray.id} does not begin with the id of its document, ${id}/.`);
  const twice = clauses.find((clause, at) => ids.indexOf(clause.id) !== at);
  if (twice !== undefined) throw new Failure('bad-file', `Clause ${twice.id} occurs twice in document ${id}.`);
}

function taken({ id, from }: PolicyDocument): Failure {
  return new Failure(
    'bad-file',
    `Document ${id} of ${from} is there with other words, and letters may cite it. Bring this one in under its own id, or from its own day.`,
  );
}
