import { Failure } from '#core/errors.ts';
import { countAddenda, type AddendaCounts } from '#core/terminology/official/count-addenda.ts';
import { readOrderAddenda, type OrderAddenda } from '#core/terminology/official/order-addenda.ts';
import { findOfficialFiles } from './official-files.ts';

export type Addenda =
  | { readonly kind: 'order'; readonly name: string; readonly order: OrderAddenda }
  | { readonly kind: 'index' | 'tabular'; readonly name: string; readonly counts: AddendaCounts };

/** The addenda in a file, a folder or a zip archive: of the order file line by line, of index and tabular list as counts. */
export async function readAddenda(path: string): Promise<Addenda[]> {
  const { files } = await findOfficialFiles(path);
  const addenda = files.flatMap(({ kind, name, text }): Addenda[] => {
    if (kind === 'order-addenda') return [{ kind: 'order', name, order: readOrderAddenda(text, name) }];
    if (kind === 'index-addenda') return [{ kind: 'index', name, counts: countAddenda(text) }];
    return kind === 'tabular-addenda' ? [{ kind: 'tabular', name, counts: countAddenda(text) }] : [];
  });
  if (addenda.length === 0) throw new Failure('bad-file', `No addendum was found in ${path}.`);
  return addenda;
}
