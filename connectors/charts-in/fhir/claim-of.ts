import type { ClaimOnFile } from '#core/chart/chart.ts';
import { readIcd10Cm, type Icd10Cm } from '#core/codes.ts';
import { refuse } from '../refuse.ts';
import type { Concept } from './datatypes.ts';
import type { Directory } from './directory.ts';
import type { FhirFile } from './read-fhir-file.ts';
import type { ClaimResource } from './resources.ts';
import type { Taken } from './documents-of.ts';

const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const PROCEDURE_SYSTEMS = [
  'http://www.ama-assn.org/go/cpt',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'https://bluebutton.cms.gov/resources/codesystem/hcpcs',
];

type Diagnosis = ClaimResource['diagnosis'][number];

/** A claim as the chart keeps it: codes only. Throws Failure `bad-file`, without the place, for codes that have not the shape of one. */
export function claimOf(claim: ClaimResource, from: FhirFile, directory: Directory): Taken<ClaimOnFile> {
  const { id, status, use, diagnosis, item } = claim;
  if (use !== 'claim') return { aside: `It is a ${use}.` };
  if (status !== 'active') return { aside: status === 'draft' ? 'It is a draft.' : `It is ${status}.` };
  refuseTwice(diagnosis, 'diagnosis');
  refuseTwice(item, 'item');
  const ordered = diagnosis.toSorted((a, b) => Number(isPrincipal(b)) - Number(isPrincipal(a)) || a.sequence - b.sequence);
  const codes = ordered.map((one) => diagnosisCode(one, from, directory));
  const uncoded = ordered.find((_one, at) => codes[at] === undefined);
  if (uncoded !== undefined) return { aside: `Its diagnosis ${uncoded.sequence} has no ICD-10-CM code.` };
  const procedures = item
    .toSorted((a, b) => a.sequence - b.sequence)
    .flatMap((line) => procedureCode(line.productOrService, line.sequence) ?? []);
  return { taken: [{ id, payer: payerOf(claim, from, directory), diagnoses: codes.flatMap((code) => code ?? []), procedures }] };
}

function isPrincipal({ type }: Diagnosis): boolean {
  return type.some(({ coding }) => coding.some(({ code }) => code === 'principal'));
}

function refuseTwice(lines: readonly { readonly sequence: number }[], name: string): void {
  const sequences = lines.map(({ sequence }) => sequence);
  const twice = sequences.find((sequence, at) => sequences.indexOf(sequence) !== at);
  if (twice !== undefined) refuse(`${name} sequence ${twice} occurs twice.`);
}

function diagnosisCode({ sequence, diagnosisCodeableConcept, diagnosisReference }: Diagnosis, from: FhirFile, directory: Directory) {
  const concept = diagnosisCodeableConcept ?? directory.find('Condition', diagnosisReference, from)?.code;
  return concept && icd10cmOf(concept, `diagnosis ${sequence}`);
}

/** The ICD-10-CM code of a concept, with its dot; `undefined` when it has none. */
export function icd10cmOf({ coding }: Concept, place: string): Icd10Cm | undefined {
  const typed = coding.find(({ system, code }) => system === ICD10CM && code !== undefined)?.code;
  if (typed === undefined) return undefined;
  return readIcd10Cm(typed) ?? refuse(`${place} has not the shape of an ICD-10-CM code.`);
}

/** A line may be a revenue line with no procedure code. */
function procedureCode(concept: Concept | undefined, sequence: number): string | undefined {
  const typed = concept?.coding
    .find(({ system, code }) => code !== undefined && PROCEDURE_SYSTEMS.includes(system ?? ''))
    ?.code?.toUpperCase();
  if (typed === undefined) return undefined;
  return /^(\d{4}[0-9A-Z]|[A-Z]\d{4})$/.test(typed) ? typed : refuse(`item ${sequence} has not the shape of a CPT or HCPCS code.`);
}

function payerOf({ insurer, insurance }: ClaimResource, from: FhirFile, directory: Directory): string | undefined {
  if (insurer?.display !== undefined) return insurer.display;
  const named = directory.find('Organization', insurer, from)?.name;
  if (named !== undefined) return named;
  const billed = insurance.find(({ focal }) => focal === true) ?? insurance.toSorted((a, b) => a.sequence - b.sequence)[0];
  const payor = directory.find('Coverage', billed?.coverage, from)?.payor[0];
  return payor?.display ?? directory.find('Organization', payor, from)?.name ?? billed?.coverage.display;
}
