import { DocumentId, type ChartDocument, type DocumentStatus } from '#core/chart/chart.ts';
import { attempt, refuse } from '../refuse.ts';
import { titleByType } from '../document-defaults.ts';
import { authorOf } from './author-of.ts';
import { belongsTo } from './belongs-to.ts';
import { dayOf, wordsOf } from './datatypes.ts';
import type { Directory } from './directory.ts';
import { documentTypeOf } from './document-type.ts';
import type { FhirFile } from './read-fhir-file.ts';
import type { DocumentResource } from './resources.ts';
import { isPlainText, textOfAttachment } from './text-of-attachment.ts';

export type Taken<T> = { readonly taken: readonly T[] } | { readonly aside: string };

/**
 * The documents of one DocumentReference: one for each text it holds. Throws Failure `bad-file`, without the place, when it has no
 * readable text, no day or no encounter.
 */
export function documentsOf(document: DocumentResource, from: FhirFile, directory: Directory): Taken<ChartDocument> {
  const { context, subject, type, description } = document;
  const date =
    dayOf(document.date) ??
    dayOf(context?.period?.start) ??
    dayOf(document.content.find(({ attachment }) => isPlainText(attachment))?.attachment.creation);
  if (date === undefined) return refuse('date gives no day.');
  const belonging = belongsTo({ encounters: context?.encounter ?? [], subject, day: date }, from, directory);
  if ('aside' in belonging) return belonging;
  if ('none' in belonging) return refuse(`${belonging.none}.`);

  const texts = textsOf(document);
  const title = texts[0]?.title ?? description ?? (type && wordsOf(type));
  const kind = documentTypeOf(type, title);
  const { name, title: authorTitle, role } = authorOf(document, kind, from, directory);
  const taken = texts.map((text, at) => ({
    id: idOf(document.id, at, texts.length),
    encounter: belonging.encounter,
    type: kind,
    title: text.title ?? title ?? titleByType(kind),
    author: name,
    authorTitle,
    role,
    status: statusOf(document),
    date,
    sha256: text.sha256,
    text: text.text,
  }));
  return { taken };
}

/** FHIR gives one document in several formats: the plain text is taken, each different one as a document of its own. */
function textsOf({ content }: DocumentResource) {
  const texts = content.flatMap(({ attachment }, at) => {
    if (!isPlainText(attachment)) return [];
    const read = attempt(() => textOfAttachment(attachment));
    return 'why' in read ? refuse(`content[${at}].attachment: ${read.why}`) : [{ ...read.read, title: attachment.title }];
  });
  if (texts.length === 0) return refuse(`its content is ${formatsOf(content)}. Only text/plain is read.`);
  return texts.filter(({ sha256 }, at) => texts.findIndex((text) => text.sha256 === sha256) === at);
}

/** Formats that clinical systems send. The name of any other is the sender's own words and is not repeated. */
const FORMATS = /^(application\/(pdf|rtf|xml|xhtml\+xml|msword|dicom|hl7-cda\+xml)|text\/(html|rtf|xml)|image\/(jpeg|png|tiff))$/;

function formatsOf(content: DocumentResource['content']): string {
  const formats = content.map(({ attachment }) => attachment.contentType?.toLowerCase().split(';')[0]?.trim());
  return [
    ...new Set(formats.map((format) => (format === undefined ? 'of no type' : FORMATS.test(format) ? format : 'of another type'))),
  ].join(', ');
}

function statusOf({ status, docStatus }: DocumentResource): DocumentStatus {
  return status === 'current' ? (docStatus ?? 'final') : status;
}

function idOf(id: string, at: number, texts: number): DocumentId {
  const parsed = DocumentId.safeParse(texts > 1 ? `${id}-${at + 1}` : id);
  return parsed.success ? parsed.data : refuse('its id should begin with a letter or digit.');
}
