import { z } from 'zod';
import { readIcd10Cm } from '#core/codes.ts';
import { defineTool } from '../define-tool.ts';
import { shelfOf } from './book-shelf.ts';
import { chooseEdition } from './choose-edition.ts';
import { describeCode } from './describe-code.ts';
import { describeFound, saysFound } from './describe-found.ts';
import { LookedUp, Show } from './looked-up.ts';
import { inEditions } from './other-editions.ts';
import { presentLookup } from './present.ts';
import { saysCode } from './says-code.ts';

export const lookupCode = defineTool({
  name: 'lookup_code',
  summary:
    'Look up ICD-10-CM by words, index path or number: title, whether it is billable on a day, what stands above, beneath and beside it, notes, index paths.',
  risk: 'read',
  input: z.object({
    query: z
      .string()
      .min(1)
      .max(200)
      .describe('Words or an index path, such as heart failure, diastolic, acute; a code; a range such as N17-N19'),
    show: Show.default('all').describe('What of a code is wanted'),
    date: z.string().min(1).max(40).optional().describe('Day of service, such as 2026-03-03 or 3 March; today where absent'),
  }),
  output: LookedUp,
  async run({ query, show, date }, running) {
    const chosen = await chooseEdition(date, running);
    const book = await shelfOf(running.editions).book(chosen.record, running.unit);
    const { head } = chosen.record;
    const answer = {
      query,
      show,
      day: chosen.day,
      today: chosen.today,
      dayFrom: chosen.why,
      edition: { id: head.id, name: head.name, from: head.from, to: head.to, starter: head.starter },
    };
    const code = codeIn(query);
    if (code === undefined) {
      const found = describeFound(query, book);
      return { ...answer, says: saysFound(query, found), found };
    }
    const card = { ...describeCode(code, show, book), editions: code.includes('-') ? [] : await inEditions(code, chosen.active, running) };
    return { ...answer, says: saysCode(card, chosen), card };
  },
  present: presentLookup,
});

/** A code or a range of codes as people type it, `N17.-` and `n17-n19` among them; `undefined` for words. */
function codeIn(query: string): string | undefined {
  const typed = query.trim();
  const range = /^([a-z](?:\d[0-9a-z]|a\d)) ?(?:-|–|to) ?([a-z](?:\d[0-9a-z]|a\d))$/i.exec(typed);
  if (range !== null) return `${range[1]}-${range[2]}`.toUpperCase();
  return readIcd10Cm(typed.replace(/\.?-$/, ''));
}
