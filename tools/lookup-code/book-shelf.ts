import { Failure } from '#core/errors.ts';
import type { CodeRow, EditionSource } from '#core/terminology/edition-source.ts';
import { codeBook, type CodeBook } from '#core/terminology/lookup/code-book.ts';
import type { EditionRecord, Editions, ReadingUnit } from '../unit.ts';

type Reading = Pick<ReadingUnit, 'editionRecords'>;

/** Editions to look things up in, beside those that are compiled for coding. */
export interface BookShelf {
  readonly book: (record: EditionRecord, unit: Reading) => Promise<CodeBook>;
  /** The codes of an edition alone, which take less room than a book. */
  readonly codes: (record: EditionRecord, unit: Reading) => Promise<ReadonlyMap<string, CodeRow>>;
}

/** Books are large, code lists are not. What was used last is kept. */
const MOST_BOOKS = 2;
const MOST_LISTS = 8;

const shelves = new WeakMap<Editions, BookShelf>();

/** The shelf of a process. The content of an edition never changes under its digest, so the digest is the key. */
export function shelfOf(editions: Editions): BookShelf {
  const known = shelves.get(editions);
  if (known !== undefined) return known;
  const shelf = bookShelf();
  shelves.set(editions, shelf);
  return shelf;
}

function bookShelf(): BookShelf {
  const books = new Map<string, CodeBook>();
  const lists = new Map<string, ReadonlyMap<string, CodeRow>>();
  return {
    book: (record, unit) => kept(books, record.sha256, MOST_BOOKS, async () => codeBook(await sourceOf(record, unit))),
    codes: (record, unit) =>
      kept(lists, record.sha256, MOST_LISTS, async () => {
        const { codes } = await sourceOf(record, unit);
        return new Map(codes.map((row) => [row.code as string, row]));
      }),
  };
}

async function kept<T>(shelf: Map<string, T>, key: string, most: number, make: () => Promise<T>): Promise<T> {
  const value = shelf.get(key) ?? (await make());
  shelf.delete(key);
  shelf.set(key, value);
  for (const oldest of [...shelf.keys()].slice(0, Math.max(0, shelf.size - most))) shelf.delete(oldest);
  return value;
}

/** The content of a record is under seal and had this shape when it was loaded, so it is not read word for word again. */
async function sourceOf({ head }: EditionRecord, { editionRecords }: Reading): Promise<EditionSource> {
  const content = await editionRecords.content(head.id);
  if (content === undefined) throw new Failure('broken-promise', `Edition ${head.id} has no content.`);
  return JSON.parse(content) as EditionSource;
}
