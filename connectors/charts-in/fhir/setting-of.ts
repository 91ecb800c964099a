import type { Setting } from '#core/chart/chart.ts';
import { wordsOf } from './datatypes.ts';
import type { EncounterResource } from './resources.ts';

/** HL7 v3 ActCode, ActEncounterCode. Others are refused: the setting decides how uncertain diagnoses are coded. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  AMB: 'outpatient',
  VR: 'outpatient',
  HH: 'outpatient',
  EMER: 'emergency',
  OBSENC: 'observation',
};

export const ENCOUNTER_CLASSES: readonly string[] = Object.keys(SETTINGS);

const BEHAVIOURAL = /\bbehaviou?ral|\bpsychiatr|\bpsychotherap|\bmental health/i;

/** The setting of an encounter, or `undefined` for a class that is not known. An inpatient on a psychiatric ward is an inpatient (II.H). */
export function settingOf({ class: { code }, serviceType, type }: EncounterResource): Setting | undefined {
  const setting = code === undefined || !Object.hasOwn(SETTINGS, code) ? undefined : SETTINGS[code];
  if (setting !== 'outpatient') return setting;
  const words = [...type, ...(serviceType ? [serviceType] : [])].map((concept) => wordsOf(concept) ?? '');
  return words.some((said) => BEHAVIOURAL.test(said)) ? 'behavioural' : 'outpatient';
}
