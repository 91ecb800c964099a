import type { ChartPart, Refused } from './chart-part.ts';
import { directoryOf, type Directory } from './fhir/directory.ts';
import { fhirPart } from './fhir/fhir-part.ts';
import { NOT_OF_A_CHART, readFhirJson, readFhirLines, type FhirFile } from './fhir/read-fhir-file.ts';
import { compareText } from './merge-documents.ts';
import { readNoteFile } from './note/read-note-file.ts';
import { attempt } from './refuse.ts';
import { textOfBytes } from './text-of-bytes.ts';

/** A file read by itself: a note is whole, the references of FHIR wait for the other files. */
export type Content = { readonly note: ChartPart } | { readonly fhir: FhirFile } | Refused;

type Read = (file: string, text: string) => Content;

const fhirJson: Read = (file, text) => ({ fhir: readFhirJson(file, text) });
const fhirLines: Read = (file, text) => ({ fhir: readFhirLines(file, text) });
const note: Read = (file, text) => ({ note: readNoteFile(file, text) });

const KINDS: readonly (readonly [ending: string, read: Read])[] = [
  ['.json', fhirJson],
  ['.ndjson', fhirLines],
  ['.txt', note],
  ['.md', note],
];

/** How a file of that name is read, or `undefined` for a kind that is not known. */
export function readerOf(file: string): Read | undefined {
  return KINDS.find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
}

/** Reads the bytes of one file. What is wrong with them is a value and never thrown. */
export function readContent(file: string, bytes: Uint8Array): Content {
  const read = readerOf(file);
  if (read === undefined) return { file, why: `It is of no known kind. What is read: ${KINDS.map(([ending]) => ending).join(', ')}.` };
  const content = attempt(() => read(file, textOfBytes(bytes).text));
  return 'why' in content ? { file, why: content.why } : content.read;
}

/** Follows references once everything is there: a bulk export has one file for each type of resource. */
export function joinContents(contents: readonly Content[]): { readonly parts: readonly ChartPart[]; readonly refused: readonly Refused[] } {
  const files = contents.flatMap((content) => ('fhir' in content ? [content.fhir] : []));
  const directory = directoryOf(files);
  const joined = files.map((file) => ({ file, part: attempt(() => fhirPart(file, directory)) }));
  const parts = contents.flatMap((content) => ('note' in content ? [content.note] : []));
  const refused = contents.flatMap((content) => ('why' in content ? [content] : []));
  for (const { file: fhir, part } of joined) {
    const { file } = fhir;
    const why = 'why' in part ? part.why : whyIdle(fhir, part.read, directory);
    if (why !== undefined) refused.push({ file, why });
    else if ('read' in part) parts.push(part.read);
  }
  return { parts: parts.toSorted(byFile), refused: refused.toSorted(byFile) };
}

/** A file that gives nothing, by itself or to another file, is refused rather than passed over in silence. */
function whyIdle(
  file: FhirFile,
  { encounters, documents, observations, claims, setAside }: ChartPart,
  directory: Directory,
): string | undefined {
  if (encounters.length + documents.length + observations.length + claims.length > 0 || directory.used(file)) return undefined;
  const first = setAside.find(({ why }) => why !== NOT_OF_A_CHART) ?? setAside[0];
  return first === undefined
    ? 'Nothing in it belongs to an encounter of this import.'
    : `Nothing in it can be taken. ${first.resource}: ${first.why}`;
}

function byFile(a: { readonly file: string }, b: { readonly file: string }): number {
  return compareText(a.file, b.file);
}
