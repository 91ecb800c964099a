import type { Icd10Cm } from '#core/codes.ts';
import type { Wider } from '#core/coder/explain-code.ts';
import type { Edition } from '#core/terminology/edition.ts';
import type { Running } from '../define-tool.ts';
import { shelfOf } from '../lookup-code/book-shelf.ts';
import { inEditions, otherEditions } from '../lookup-code/other-editions.ts';

/** What is known of a code beside the edition as it is compiled: its official ways, or the editions that have it instead. */
export async function widerOn(code: Icd10Cm, { sha256, head, code: find }: Edition, { unit, editions }: Running): Promise<Wider> {
  const active = (await unit.editionRecords.list()).filter((one) => one.state === 'active' && one.head.system === 'icd10cm');
  if (find(code) === undefined) {
    return { elsewhere: otherEditions(await inEditions(code, active, { unit, editions }), head.from) };
  }
  const record = active.find((one) => one.sha256 === sha256);
  return record === undefined ? {} : { book: await shelfOf(editions).book(record, unit) };
}
