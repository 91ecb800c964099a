import { Encounter, Patient, type Chart, type EncounterId } from '#core/chart/chart.ts';
import type { EncounterSaid, Refused } from './chart-part.ts';
import { filesOf, type Group, type SaidBy } from './group-by-encounter.ts';

export type Described = { readonly encounter: Encounter; readonly patient: Patient } | { readonly refused: readonly Refused[] };

/** What a note's patient is called until a record says more. */
export function unnamedPatient(encounter: EncounterId): string {
  return `patient-of-${encounter}`;
}

/**
 * One encounter and its patient from all that was said of them: records first, then what is stored, then notes in the order of their
 * files. A later one fills in what is missing; the file of one that contradicts is refused. A record replaces what is stored, unless it is
 * of another patient; a note does not, unless every stored document comes anew with it.
 */
export function describeEncounter(id: EncounterId, group: Group, stored: Chart | undefined): Described {
  const { said } = group;
  const records = said.filter((one) => one.said.by === 'record');
  const notes = said.filter((one) => one.said.by === 'note');
  const kept = stored !== undefined && !replacesAll(group, stored) ? [{ file: undefined, said: saidByStore(stored) }] : [];
  const sources = records.length > 0 ? [...records, ...notes] : [...kept, ...notes];

  const contradictions: Refused[] = [];
  const facts: Facts = {};
  for (const source of sources) {
    const clash = contradiction(facts, source.said);
    if (clash === undefined) fill(facts, source.said);
    else if (source.file !== undefined)
      contradictions.push({ file: source.file, why: `It gives another ${clash} for encounter ${id} than what describes it.` });
  }
  contradictions.push(...otherPatient(id, records, stored));
  if (contradictions.length > 0) return { refused: contradictions };
  return complete(id, facts, stored, filesOf(group));
}

interface Facts {
  setting?: Encounter['setting'] | undefined;
  start?: Encounter['start'] | undefined;
  end?: Encounter['end'];
  reason?: Encounter['reason'];
  patient?: Patient['id'] | undefined;
  name?: Patient['name'];
  sex?: Patient['sex'] | undefined;
  birthDate?: Patient['birthDate'];
}

/** Facts of which two can not both be true, with the words for each. A name is written in too many ways to be one. */
const SINGLE = { setting: 'class', start: 'start', end: 'end', patient: 'patient', sex: 'sex', birthDate: 'birth date' } as const;

function factsOf({ setting, start, end, reason, patient }: EncounterSaid): Facts {
  const sex = patient.sex === 'unknown' ? undefined : patient.sex;
  return { setting, start, end, reason, patient: patient.id, name: patient.name, sex, birthDate: patient.birthDate };
}

function contradiction(facts: Facts, said: EncounterSaid): string | undefined {
  const told = factsOf(said);
  const keys = Object.keys(SINGLE) as (keyof typeof SINGLE)[];
  const clash = keys.find((key) => facts[key] !== undefined && told[key] !== undefined && facts[key] !== told[key]);
  return clash && SINGLE[clash];
}

function fill(facts: Facts, said: EncounterSaid): void {
  for (const [key, value] of Object.entries(factsOf(said))) {
    if (value !== undefined && Reflect.get(facts, key) === undefined) Reflect.set(facts, key, value);
  }
}

/** True when a chart that notes alone made is given again whole, description and all: then the notes may say otherwise than before. */
function replacesAll({ said, documents }: Group, stored: Chart): boolean {
  const ids = documents.map(({ item }) => item.id);
  const givesAll = stored.observations.length + stored.claims.length === 0 && stored.documents.every(({ id }) => ids.includes(id));
  const describes = said.some((one) => one.said.setting !== undefined) && said.some((one) => one.said.start !== undefined);
  return givesAll && describes && stored.patient.id === unnamedPatient(stored.encounter.id);
}

function saidByStore({ encounter, patient }: Chart): EncounterSaid {
  const { id, ...known } = patient;
  return { ...encounter, by: 'record', patient: id === unnamedPatient(encounter.id) ? known : patient };
}

function otherPatient(id: EncounterId, records: readonly SaidBy[], stored: Chart | undefined): readonly Refused[] {
  if (stored === undefined || stored.patient.id === unnamedPatient(id)) return [];
  return records
    .filter(({ said }) => said.patient.id !== stored.patient.id)
    .map(({ file }) => ({ file, why: `Encounter ${id} is stored for another patient.` }));
}

function complete(id: EncounterId, facts: Facts, stored: Chart | undefined, files: readonly string[]): Described {
  const { setting, start, end, reason, name, sex, birthDate } = facts;
  if (setting === undefined || start === undefined) {
    const lacks = setting === undefined && start === undefined ? 'class and start' : setting === undefined ? 'class' : 'start';
    const why = `No file describes encounter ${id}. Import its FHIR Encounter, or a note that gives ${lacks}.`;
    return { refused: files.map((file) => ({ file, why })) };
  }
  if (end !== undefined && end < start)
    return { refused: files.map((file) => ({ file, why: `Encounter ${id} would end before it starts.` })) };
  const before = stored?.patient;
  const same = facts.patient !== undefined && facts.patient === before?.id ? before : undefined;
  return {
    encounter: Encounter.parse({ id, setting, start, ...given({ end, reason }) }),
    patient: Patient.parse({
      id: facts.patient ?? unnamedPatient(id),
      sex: sex ?? same?.sex ?? 'unknown',
      ...given({ name: name ?? same?.name, birthDate: birthDate ?? same?.birthDate }),
    }),
  };
}

function given(facts: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
