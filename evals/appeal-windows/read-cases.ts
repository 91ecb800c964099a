import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One labelled line: what is asked, the answer, and why it is the answer. `null` in the answer is "cannot be said". */
export const AppealCase = z.looseObject({
  id: z.string(),
  expect: z.strictObject({ deadline: z.string(), allowed: z.boolean().nullable(), reason: z.string() }),
  why: z.string(),
});
export type AppealCase = z.infer<typeof AppealCase>;

/** The cases that were labelled here: last days written by hand and notices counted back from them, none by the calendar's own code. */
export function readAppealCases(file: string = join(import.meta.dirname, 'cases.jsonl')): readonly AppealCase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AppealCase.parse(JSON.parse(line)));
}
