import { z } from 'zod';
import { Coding, Concept, DateTime, HumanName, Id, Period, Quantity, Reference } from './datatypes.ts';
import { LineOfText, Words } from '../line-of-text.ts';

const Contained = z.array(z.looseObject({ resourceType: z.string(), id: z.string().optional() })).default([]);

export const PatientResource = z.object({
  resourceType: z.literal('Patient'),
  id: Id,
  name: z.array(HumanName).default([]),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: DateTime.optional(),
});
export type PatientResource = z.infer<typeof PatientResource>;

export const EncounterResource = z.object({
  resourceType: z.literal('Encounter'),
  id: Id,
  status: z.enum(['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'entered-in-error', 'unknown']),
  class: Coding,
  type: z.array(Concept).default([]),
  serviceType: Concept.optional(),
  subject: Reference.optional(),
  period: Period.optional(),
  reasonCode: z.array(Concept).default([]),
});
export type EncounterResource = z.infer<typeof EncounterResource>;

export const PractitionerResource = z.object({
  resourceType: z.literal('Practitioner'),
  id: Id,
  name: z.array(HumanName).default([]),
  qualification: z.array(z.object({ code: Concept })).default([]),
});

export const PractitionerRoleResource = z.object({
  resourceType: z.literal('PractitionerRole'),
  id: Id,
  practitioner: Reference.optional(),
  code: z.array(Concept).default([]),
  specialty: z.array(Concept).default([]),
});

export const OrganizationResource = z.object({ resourceType: z.literal('Organization'), id: Id, name: LineOfText.optional() });

const Attachment = z.object({
  contentType: z.string().max(256).optional(),
  data: z.string().optional(),
  url: z.string().optional(),
  size: z.int().nonnegative().optional(),
  hash: z.string().optional(),
  title: LineOfText.optional(),
  creation: DateTime.optional(),
});
export type Attachment = z.infer<typeof Attachment>;

export const DocumentResource = z.object({
  resourceType: z.literal('DocumentReference'),
  id: Id,
  contained: Contained,
  status: z.enum(['current', 'superseded', 'entered-in-error']),
  docStatus: z.enum(['preliminary', 'final', 'amended', 'entered-in-error']).optional(),
  type: Concept.optional(),
  subject: Reference.optional(),
  date: DateTime.optional(),
  author: z.array(Reference).default([]),
  authenticator: Reference.optional(),
  description: LineOfText.optional(),
  content: z.array(z.object({ attachment: Attachment })).min(1),
  context: z.object({ encounter: z.array(Reference).default([]), period: Period.optional() }).optional(),
});
export type DocumentResource = z.infer<typeof DocumentResource>;

export const ConditionResource = z.object({
  resourceType: z.literal('Condition'),
  id: Id,
  verificationStatus: Concept.optional(),
  code: Concept.optional(),
  subject: Reference.optional(),
  encounter: Reference.optional(),
});
export type ConditionResource = z.infer<typeof ConditionResource>;

export const ProcedureResource = z.object({
  resourceType: z.literal('Procedure'),
  id: Id,
  status: z.string(),
  code: Concept.optional(),
  subject: Reference.optional(),
  encounter: Reference.optional(),
  performedDateTime: DateTime.optional(),
  performedPeriod: Period.optional(),
});
export type ProcedureResource = z.infer<typeof ProcedureResource>;

const Result = {
  valueQuantity: Quantity.optional(),
  valueString: Words.optional(),
  valueCodeableConcept: Concept.optional(),
  valueInteger: z.int().optional(),
  valueBoolean: z.boolean().optional(),
  interpretation: z.array(Concept).default([]),
};

const Component = z.object({ code: Concept, ...Result });
export type Component = z.infer<typeof Component>;

export const ObservationResource = z.object({
  resourceType: z.literal('Observation'),
  id: Id,
  status: z.enum(['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown']),
  code: Concept,
  subject: Reference.optional(),
  encounter: Reference.optional(),
  effectiveDateTime: DateTime.optional(),
  effectiveInstant: DateTime.optional(),
  effectivePeriod: Period.optional(),
  issued: DateTime.optional(),
  ...Result,
  component: z.array(Component).default([]),
});
export type ObservationResource = z.infer<typeof ObservationResource>;

export const CoverageResource = z.object({
  resourceType: z.literal('Coverage'),
  id: Id,
  payor: z.array(Reference).default([]),
});

const Sequence = z.int().positive();

export const ClaimResource = z.object({
  resourceType: z.literal('Claim'),
  id: Id,
  status: z.enum(['active', 'cancelled', 'draft', 'entered-in-error']),
  use: z.enum(['claim', 'preauthorization', 'predetermination']),
  patient: Reference.optional(),
  billablePeriod: Period.optional(),
  insurer: Reference.optional(),
  insurance: z.array(z.object({ sequence: Sequence, focal: z.boolean().optional(), coverage: Reference })).default([]),
  diagnosis: z
    .array(
      z.object({
        sequence: Sequence,
        diagnosisCodeableConcept: Concept.optional(),
        diagnosisReference: Reference.optional(),
        type: z.array(Concept).default([]),
      }),
    )
    .default([]),
  item: z
    .array(z.object({ sequence: Sequence, productOrService: Concept.optional(), encounter: z.array(Reference).default([]) }))
    .default([]),
});
export type ClaimResource = z.infer<typeof ClaimResource>;

/** The resources that a chart is made of, and those that name people and payers in it. */
export const Resource = z.discriminatedUnion('resourceType', [
  PatientResource,
  EncounterResource,
  PractitionerResource,
  PractitionerRoleResource,
  OrganizationResource,
  DocumentResource,
  ConditionResource,
  ProcedureResource,
  ObservationResource,
  CoverageResource,
  ClaimResource,
]);
export type Resource = z.infer<typeof Resource>;

export const RESOURCE_TYPES: readonly string[] = Resource.options.map(({ shape }) => shape.resourceType.value);
