import { z } from 'zod';

// The elements that IHE's Basic Audit Log Patterns require of an AuditEvent of FHIR R4, written from the profiles' own sources.

const PROFILES = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.';
const HL7 = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';

const coding = (system: string, ...codes: readonly [string, ...string[]]) =>
  z.looseObject({ system: z.literal(system), code: z.enum(codes) });
const OneCoding = (of: z.ZodType) =>
  z.looseObject({ coding: z.array(z.unknown()).refine((all) => all.some((one) => of.safeParse(one).success)) });
const Who = z.looseObject({ identifier: z.looseObject({ system: z.string().min(1), value: z.string().min(1) }) });
const Network = z.looseObject({ address: z.string().min(1), type: z.enum(['1', '2', '3', '4', '5']) });

const program = (role: string) =>
  z.looseObject({
    type: OneCoding(coding(DICOM, role)),
    who: Who,
    network: Network,
    requestor: z.boolean(),
    media: z.undefined().optional(),
  });
const user = (...codes: readonly [string, ...string[]]) =>
  z.looseObject({
    type: OneCoding(coding(`${HL7}/v3-ParticipationType`, ...codes)),
    who: Who,
    requestor: z.literal(true),
    network: z.undefined().optional(),
    media: z.undefined().optional(),
  });

const Patient = z.looseObject({
  type: coding(`${HL7}/audit-entity-type`, '1'),
  role: coding(`${HL7}/object-role`, '1'),
  what: z.looseObject({ reference: z.string().regex(/^Patient\/\S+$/) }),
});
const SYSTEM_OBJECT = coding(`${HL7}/audit-entity-type`, '2');
const Data = z.looseObject({
  type: SYSTEM_OBJECT,
  role: coding(`${HL7}/object-role`, '4', '3', '20'),
  what: z.looseObject({ reference: z.string().optional(), identifier: z.unknown().optional() }),
});
const Query = z.looseObject({
  type: SYSTEM_OBJECT,
  role: coding(`${HL7}/object-role`, '24'),
  query: z.base64().min(1),
  what: z.undefined().optional(),
  lifecycle: z.undefined().optional(),
  detail: z.undefined().optional(),
});

/** What FHIR itself requires of an AuditEvent, whatever its profile. */
export const AuditEvent = z.looseObject({
  resourceType: z.literal('AuditEvent'),
  id: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
  meta: z.looseObject({ profile: z.array(z.string()).optional() }),
  type: z.looseObject({ system: z.string(), code: z.string() }),
  subtype: z.array(z.looseObject({ system: z.string(), code: z.string() })).min(1),
  action: z.enum(['C', 'R', 'U', 'D', 'E']),
  recorded: z.iso.datetime(),
  outcome: z.enum(['0', '4', '8', '12']),
  agent: z.array(z.looseObject({ requestor: z.boolean() })).min(1),
  source: z.looseObject({ observer: z.looseObject({}) }),
  entity: z.array(z.looseObject({})),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

interface Shape {
  readonly action: string;
  readonly subtypes: readonly [string, ...string[]];
  readonly client: string;
  readonly server: string;
  readonly users: readonly [string, ...string[]];
  readonly entity: z.ZodType;
}
const [SOURCE, DESTINATION] = ['110153', '110152'];
const AUTHORS = ['AUT', 'INF', 'CST'] as const;
const SHAPES: Readonly<Record<string, Shape>> = {
  Read: { action: 'R', subtypes: ['read', 'vread'], client: DESTINATION, server: SOURCE, users: ['IRCP'], entity: Data },
  Query: {
    action: 'E',
    subtypes: ['search', 'search-type', 'search-system'],
    client: SOURCE,
    server: DESTINATION,
    users: ['IRCP'],
    entity: Query,
  },
  Create: { action: 'C', subtypes: ['create'], client: SOURCE, server: DESTINATION, users: AUTHORS, entity: Data },
  Update: { action: 'U', subtypes: ['update', 'patch'], client: SOURCE, server: DESTINATION, users: AUTHORS, entity: Data },
};

const fitting = (all: readonly unknown[], shape: z.ZodType): number => all.filter((one) => shape.safeParse(one).success).length;

/** What an AuditEvent lacks of the profile that it claims. Nothing, where it claims none: then only FHIR's own rules hold. */
export function lacking(resource: unknown): readonly string[] {
  const parsed = AuditEvent.safeParse(resource);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { meta, type, subtype, action, outcome, agent, entity } = parsed.data;
  const [profile] = meta.profile ?? [];
  if (profile === undefined) return [];
  const name = profile.replace(PROFILES, '').replace(/^Patient/, '');
  const ofPatient = profile.startsWith(`${PROFILES}Patient`);
  const shape = SHAPES[name];
  if (shape === undefined) return [`there is no profile ${profile}`];
  const users = agent.length - fitting(agent, program(shape.client)) - fitting(agent, program(shape.server));
  const rules: readonly (readonly [string, boolean])[] = [
    ['type', coding(`${HL7}/audit-event-type`, 'rest').safeParse(type).success],
    ['subtype', fitting(subtype, coding('http://hl7.org/fhir/restful-interaction', ...shape.subtypes)) === 1],
    ['action', action === shape.action],
    ['outcome', outcome === '0'],
    ['agent.client', fitting(agent, program(shape.client)) === 1],
    ['agent.server', fitting(agent, program(shape.server)) === 1],
    ['agent.user', users <= 1 && fitting(agent, user(...shape.users)) === users],
    ['entity', fitting(entity, shape.entity) === 1],
    ['entity.patient', fitting(entity, Patient) === (ofPatient ? 1 : 0)],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}
