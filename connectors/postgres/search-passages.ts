import type { SearchHit } from '#tools/unit.ts';
import type { Transaction } from './transaction.ts';

/** As people search the web: all words, "a phrase", `or`, `-not`. Stemmed. */
const ALL_WORDS = `websearch_to_tsquery('english', $2)`;

const ANY_WORD = `replace(plainto_tsquery('english', $2)::text, ' & ', ' | ')::tsquery`;

/** Signs of a search whose meaning `ANY_WORD` would turn round. */
const OPERATOR = /"|(^|\s)-\S|\bor\b/i;

/** Passages with all the words, or where there is none, with any of them; best first, then in order of reading. */
export async function searchPassages(
  transaction: Transaction,
  encounter: string,
  words: string,
  limit: number,
): Promise<readonly SearchHit[]> {
  const all = await matches(transaction, ALL_WORDS, [encounter, words, limit]);
  if (all.length > 0 || OPERATOR.test(words)) return all;
  return matches(transaction, ANY_WORD, [encounter, words, limit]);
}

function matches({ rows }: Transaction, query: string, values: readonly unknown[]): Promise<SearchHit[]> {
  return rows<SearchHit & Record<string, unknown>>(
    `select p.document, p.start_offset as start, p.end_offset as "end", ts_rank(p.words, asked.query) as rank
     from passage p, (select ${query} as query) asked
     where p.encounter = $1 and p.words @@ asked.query
     order by rank desc, p.position limit $3`,
    values,
  );
}
