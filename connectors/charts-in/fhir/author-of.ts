import type { AuthorRole, DocumentType } from '#core/chart/chart.ts';
import { roleByType } from '../document-defaults.ts';
import { wordsOf, type Reference } from './datatypes.ts';
import type { Directory } from './directory.ts';
import { signatureOf } from './name-of-person.ts';
import type { FhirFile } from './read-fhir-file.ts';
import { PractitionerResource, type DocumentResource } from './resources.ts';

export interface Author {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly role: AuthorRole;
}

/** Clinicians whose statements are no diagnosis but for the exceptions of guideline I.B.14. */
const OTHER_CLINICIAN =
  /\bnurse\b(?!.*\b(practitioner|anesthetist|midwife)\b)|\bR\.?N\.?\b|\bLPN\b|\btherapist\b|\bdieti[ct]ian\b|\bnutrition|\bpharmacist\b|\bsocial worker\b|\bcounsel|\btechnician\b|\btechnologist\b|\bmedical assistant\b|\bstudent\b|\bscribe\b|\bcase manage/i;

/** Whoever signed a document, and in which role. Documents of a device, a patient or an organisation are no provider's statement. */
export function authorOf(document: DocumentResource, type: DocumentType, from: FhirFile, directory: Directory): Author {
  const signer = document.author[0] ?? document.authenticator;
  const usual = roleByType(type);
  if (signer === undefined) return { role: type === 'other' ? 'system' : usual };
  if (isNoPerson(signer, from, directory)) return { name: signer.display, role: 'system' };
  const { name, title } = personOf(signer, document, from, directory);
  const role = usual === 'provider' && OTHER_CLINICIAN.test(title ?? '') ? 'other-clinician' : usual;
  return { name: signer.display ?? name, title, role };
}

function isNoPerson(signer: Reference, from: FhirFile, directory: Directory): boolean {
  return /^(Device|Patient|RelatedPerson|Organization)\//.test(directory.keyOf(signer, from) ?? '');
}

interface Person {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
}

function personOf(signer: Reference, document: DocumentResource, from: FhirFile, directory: Directory): Person {
  const role = directory.find('PractitionerRole', signer, from);
  const [words] = [...(role?.code ?? []), ...(role?.specialty ?? [])].flatMap((concept) => wordsOf(concept) ?? []);
  const found = directory.find('Practitioner', role?.practitioner ?? signer, from) ?? containedIn(document, signer);
  if (found === undefined) return { name: role?.practitioner?.display, title: words };
  const [degree] = found.qualification.flatMap(({ code }) => wordsOf(code) ?? []);
  return { name: signatureOf(found.name), title: words ?? degree };
}

function containedIn({ contained }: DocumentResource, { reference }: Reference) {
  const inside = contained.find(({ id }) => id !== undefined && reference === `#${id}`);
  const parsed = PractitionerResource.safeParse(inside);
  return parsed.success ? parsed.data : undefined;
}
