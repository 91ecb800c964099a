import { Failure } from '#core/errors.ts';
import { parsePayload } from './payloads.ts';
import type { Approval, Owed } from './outbox.ts';

export const OUTBOX_SYSTEM = 'urn:countersign:outbox';

export type FhirCondition = ReturnType<typeof fhirCondition>;

/**
 * An approved code as a FHIR R4 Condition: what every receiver that speaks FHIR is handed. It has no id of its own; its identifier is
 * the idempotency key. Throws Failure `bad-input` for a payload that is not of its kind.
 */
export function fhirCondition({ id, proposal, kind, payload }: Owed, { by, at }: Approval) {
  if (kind !== 'code.accept' && kind !== 'code.add' && kind !== 'code.change')
    throw new Failure('bad-input', `${kind} is no diagnosis, so no Condition was made of it.`);
  const { encounter, patient, system, code, title, rank, evidence, ...rest } = parsePayload(kind, payload);
  const place = rank === 'principal' ? 'First-listed diagnosis.' : 'Additional diagnosis.';
  return {
    resourceType: 'Condition' as const,
    identifier: [{ system: OUTBOX_SYSTEM, value: id }],
    meta: { tag: [{ system: 'urn:countersign:proposal', code: proposal }] },
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] }],
    code: { coding: [{ system, code, display: title }] },
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: `Encounter/${encounter}` },
    recordedDate: at,
    recorder: { display: by },
    evidence: evidence.map(({ document, start, end }) => ({
      detail: [{ reference: `DocumentReference/${document}`, display: `characters ${start}-${end}` }],
    })),
    note: [{ text: 'replaces' in rest ? `${place} In the place of ${rest.replaces}.` : place }],
  };
}
