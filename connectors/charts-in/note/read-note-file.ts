import { createHash } from 'node:crypto';
import { DocumentId, type ChartDocument } from '#core/chart/chart.ts';
import type { ChartPart } from '../chart-part.ts';
import { roleByType, titleByType } from '../document-defaults.ts';
import { refuse } from '../refuse.ts';
import { splitNote } from './front-matter.ts';
import { readNoteFields, type NoteFields } from './note-fields.ts';

/** Reads one plain-text note with its front matter. Throws Failure `bad-file`. */
export function readNoteFile(file: string, text: string): ChartPart {
  const { fields, body } = splitNote(text);
  const note = readNoteFields(fields);
  if (body.trim() === '') refuse('It has front matter and no text after it.');
  const { encounter, class: setting, start, end, reason, patient, name, sex, birthDate } = note;
  return {
    file,
    encounters: [{ id: encounter, by: 'note', setting, start, end, reason, patient: { id: patient, name, sex, birthDate } }],
    documents: [documentOf(note, body)],
    observations: [],
    claims: [],
    setAside: [],
  };
}

function documentOf(
  { encounter, document, type, title, author, authorTitle, role, status, date }: NoteFields,
  text: string,
): ChartDocument {
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return {
    id: document ?? DocumentId.parse(`${encounter}-${sha256.slice(0, 8)}`),
    encounter,
    type,
    title: title ?? titleByType(type),
    author,
    authorTitle,
    role: role ?? roleByType(type),
    status,
    date,
    sha256,
    text,
  };
}
