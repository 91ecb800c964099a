import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface NoteFile {
  readonly type?: string;
  readonly title?: string;
  readonly author?: string;
  readonly text: string;
}

export interface ChartFiles {
  readonly encounter: string;
  readonly family: string;
  readonly reason?: string;
  readonly observation?: string;
  /** The day of admission, of discharge and of everything written. */
  readonly day?: string;
  readonly notes: readonly (string | NoteFile)[];
}

/** The files of an inpatient encounter in a new folder, as they are imported: a FHIR bundle, and a note each. Returns the folder. */
export function chartFiles({
  encounter,
  family,
  reason = 'Shortness of breath',
  observation,
  day = '2026-03-12',
  notes,
}: ChartFiles): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-chart-'));
  const number = encounter.slice(2);
  const ofVisit = { subject: { reference: `Patient/PT-${number}` }, encounter: { reference: `Encounter/${encounter}` } };
  const resources = [
    {
      resourceType: 'Patient',
      id: `PT-${number}`,
      identifier: [{ system: 'urn:demo:mrn', value: `SYN-${number}` }],
      name: [{ family, given: ['Orla'] }],
      gender: 'female',
      birthDate: '1951-02-03',
    },
    {
      resourceType: 'Encounter',
      id: encounter,
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject: ofVisit.subject,
      period: { start: `${day}T08:00:00-05:00`, end: `${day}T14:00:00-05:00` },
      reasonCode: [{ text: reason }],
    },
    ...(observation === undefined
      ? []
      : [
          {
            resourceType: 'Observation',
            id: `OBS-${number}`,
            status: 'final',
            code: { text: 'Sodium' },
            ...ofVisit,
            effectiveDateTime: `${day}T09:00:00-05:00`,
            valueString: observation,
          },
        ]),
  ];
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
  writeFileSync(join(folder, 'record.json'), JSON.stringify(bundle));
  for (const [at, note] of notes.entries()) {
    writeFileSync(join(folder, `0${at + 1}-note.txt`), noteFile(encounter, day, at + 1, typeof note === 'string' ? { text: note } : note));
  }
  return folder;
}

function noteFile(encounter: string, date: string, position: number, note: NoteFile): string {
  const { type = 'discharge-summary', title = 'Discharge Summary', author = 'Priya Raman, MD', text } = note;
  const fields = { encounter, document: `D-${encounter.slice(2)}-${position}`, type, title, author, role: 'provider', date };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n${text}\n`;
}
