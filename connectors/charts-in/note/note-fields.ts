import { z } from 'zod';
import { AuthorRole, DocumentId, DocumentStatus, DocumentType, EncounterId, Setting, Sex } from '#core/chart/chart.ts';
import { LocalDate } from '#core/codes.ts';
import { editDistance } from '#core/edit-distance.ts';
import { issueWords } from '../issue-words.ts';
import { LineOfText } from '../line-of-text.ts';
import { refuse } from '../refuse.ts';

const EncounterTyped = z
  .string()
  .refine((typed) => EncounterId.safeParse(typed).success, 'should look like E-1042')
  .pipe(EncounterId);
const DocumentTyped = z
  .string()
  .refine((typed) => DocumentId.safeParse(typed).success, 'should look like D-1042-1')
  .pipe(DocumentId);
const Day = z
  .string()
  .refine((typed) => LocalDate.safeParse(typed).success, 'should be a day such as 2026-03-09')
  .pipe(LocalDate);

/** What may stand in the front matter of a note. */
const NoteFields = z.strictObject({
  encounter: EncounterTyped,
  patient: LineOfText.optional(),
  name: LineOfText.optional(),
  sex: Sex.optional(),
  birthDate: Day.optional(),
  class: Setting.optional(),
  start: Day.optional(),
  end: Day.optional(),
  reason: LineOfText.optional(),
  document: DocumentTyped.optional(),
  type: DocumentType.default('other'),
  title: LineOfText.optional(),
  author: LineOfText.optional(),
  authorTitle: LineOfText.optional(),
  role: AuthorRole.optional(),
  status: DocumentStatus.default('final'),
  date: Day,
});
export type NoteFields = z.infer<typeof NoteFields>;

const KEYS: readonly string[] = Object.keys(NoteFields.shape);

/** Reads the fields of a note. Throws Failure `bad-file` that names the key, and the nearest one when it is unknown. */
export function readNoteFields(typed: ReadonlyMap<string, string>): NoteFields {
  const unknown = [...typed.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) refuse(`Its front matter has an unknown key${nearest(unknown)}`);
  const fields = Object.fromEntries(typed);
  const parsed = NoteFields.safeParse(fields);
  if (!parsed.success) refuse(`Its front matter is wrong: ${issueWords(parsed.error, fields)}.`);
  const { start, end } = parsed.data;
  if (start !== undefined && end !== undefined && end < start) refuse('Its front matter is wrong: end is before start.');
  return parsed.data;
}

/** An unknown key is printed only when it is close to a known one: a line of a note may look like a key. */
function nearest(typed: string): string {
  const [best] = KEYS.map((key) => ({ key, far: editDistance(typed.toLowerCase(), key.toLowerCase()) })).toSorted((a, b) => a.far - b.far);
  if (best !== undefined && best.far <= 2) return `: \`${typed}\`. Did you mean \`${best.key}\`?`;
  return `. The keys are ${KEYS.join(', ')}.`;
}
