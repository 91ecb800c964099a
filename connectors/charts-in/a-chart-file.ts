import { createHash } from 'node:crypto';
import type { ChartPart } from './chart-part.ts';
import { joinContents, readContent } from './read-contents.ts';

/** What tests write charts with. Members given last replace those that stand here; `undefined` takes one away. */
type Members = Readonly<Record<string, unknown>>;

export function readFiles(files: Readonly<Record<string, unknown>>) {
  const contents = Object.entries(files).map(([file, content]) => readContent(file, bytesOf(content)));
  return joinContents(contents);
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), 'utf8');
}

/** The one part of a single file that is taken. */
export function partOf(content: unknown, file = 'record.json'): ChartPart {
  const { parts, refused } = readFiles({ [file]: content });
  const [part] = parts;
  if (part === undefined) throw new Error(`refused: ${refused.map(({ why }) => why).join(' ')}`);
  return part;
}

export function whyRefused(content: unknown, file = 'record.json'): string | undefined {
  return readFiles({ [file]: content }).refused[0]?.why;
}

export function aBundle(...resources: readonly Members[]): Members {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

export function aPatient(members: Members = {}): Members {
  return {
    resourceType: 'Patient',
    id: 'P-1',
    name: [{ use: 'official', family: 'Testa', given: ['Marguerite'] }],
    gender: 'female',
    birthDate: '1954-06-18',
    ...members,
  };
}

export function anEncounter(members: Members = {}): Members {
  return {
    resourceType: 'Encounter',
    id: 'E-1',
    status: 'finished',
    class: { code: 'IMP' },
    subject: { reference: 'Patient/P-1' },
    period: { start: '2026-03-09T06:52:00-04:00', end: '2026-03-13T14:05:00-04:00' },
    ...members,
  };
}

export function aDocument(members: Members = {}): Members {
  return {
    resourceType: 'DocumentReference',
    id: 'D-1',
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: 'Patient/P-1' },
    date: '2026-03-10T08:00:00-04:00',
    content: [anAttachment('No chest pain.')],
    context: { encounter: [{ reference: 'Encounter/E-1' }] },
    ...members,
  };
}

export function anAttachment(content: string | Uint8Array, members: Members = {}): Members {
  const bytes = Buffer.from(content);
  return { attachment: { contentType: 'text/plain', data: bytes.toString('base64'), size: bytes.length, ...members } };
}

export function anObservation(members: Members = {}): Members {
  return {
    resourceType: 'Observation',
    id: 'O-1',
    status: 'final',
    code: { text: 'Creatinine' },
    subject: { reference: 'Patient/P-1' },
    encounter: { reference: 'Encounter/E-1' },
    effectiveDateTime: '2026-03-10T06:00:00-04:00',
    valueQuantity: { value: 2.1, unit: 'mg/dL' },
    ...members,
  };
}

export function aClaim(members: Members = {}): Members {
  return {
    resourceType: 'Claim',
    id: 'C-1',
    status: 'active',
    use: 'claim',
    patient: { reference: 'Patient/P-1' },
    insurer: { display: 'Larkmoor Health' },
    diagnosis: [aDiagnosis(1, 'I50.23')],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99223' }] },
        encounter: [{ reference: 'Encounter/E-1' }],
      },
    ],
    ...members,
  };
}

export function aDiagnosis(sequence: number, code: string): Members {
  return { sequence, diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] } };
}

/** A note that brings its own encounter. Lines given replace those that stand here; `undefined` takes one away. */
export function aNote(body: string, lines: Readonly<Record<string, string | undefined>> = {}): string {
  const fields = { encounter: 'E-1', class: 'inpatient', start: '2026-03-09', date: '2026-03-10', ...lines };
  const written = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return ['---', ...written, '---', body].join('\n');
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
