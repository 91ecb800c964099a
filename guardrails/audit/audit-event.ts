import type { Entry } from './ledger.ts';
import { interactionOf, type Interaction } from './interaction.ts';

const BALP = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit';
const HL7 = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const SOURCE_ROLE = { system: DICOM, code: '110153', display: 'Source Role ID' };
const DESTINATION_ROLE = { system: DICOM, code: '110152', display: 'Destination Role ID' };
const RECIPIENT = { system: `${HL7}/v3-ParticipationType`, code: 'IRCP', display: 'information recipient' };
const AUTHOR = { system: `${HL7}/v3-ParticipationType`, code: 'AUT', display: 'author (originator)' };
/** An address is a URI: what asked and what answered are programs of one machine, and the ledger knows no other address of them. */
const URI = '5';

/** Whose chart it was about, where it was about one. */
export interface CaseOf {
  readonly encounter?: string | undefined;
  readonly patient?: string | undefined;
}

/**
 * An entry as a FHIR R4 AuditEvent. A success follows the IHE BALP profile of its interaction; what was refused or failed has the same
 * elements and claims no profile, as BALP has none for it. It names patient and encounter: it is for the hospital's own repository.
 */
export function auditEvent({ leaf, leafHash, about, fault }: Entry, of: CaseOf): object {
  const interaction = interactionOf(leaf);
  const outcome = outcomeOf(leaf);
  const described = fault ?? leaf.failure;
  return {
    resourceType: 'AuditEvent',
    id: leafHash,
    meta: {
      ...(outcome === '0' && interaction.profile !== undefined && { profile: [profileOf(interaction.profile, of)] }),
      tag: [{ system: `urn:countersign:ledger:${leaf.tenant}`, code: String(leaf.index) }],
    },
    type: { system: `${HL7}/audit-event-type`, code: 'rest', display: 'Restful Operation' },
    subtype: [
      { system: 'http://hl7.org/fhir/restful-interaction', code: interaction.subtype },
      { system: 'urn:countersign:act', code: leaf.act },
      ...(leaf.tool === undefined ? [] : [{ system: 'urn:countersign:tool', code: leaf.tool }]),
    ],
    action: interaction.action,
    recorded: leaf.at,
    outcome,
    ...(described !== undefined && { outcomeDesc: described }),
    agent: agentsOf(leaf, interaction),
    source: {
      site: leaf.tenant,
      observer: { identifier: { system: 'urn:countersign:tenant', value: leaf.tenant }, display: 'Countersign' },
      type: [{ system: `${HL7}/security-source-type`, code: '4', display: 'Application Server' }],
    },
    entity: [...patientOf(of), interaction.action === 'E' ? queryOf(leaf, about) : dataOf(leaf, about, of)],
  };
}

function profileOf(name: string, { patient }: CaseOf): string {
  return `${BALP}.${patient === undefined ? '' : 'Patient'}${name}`;
}

/** DICOM's scale, of which BALP's profiles are for 0: success; 4 is a refusal, 8 an effect that did not happen or may not have. */
function outcomeOf({ act, failure }: Entry['leaf']): '0' | '4' | '8' {
  if (act === 'effect.failed' || act === 'effect.unknown') return '8';
  return failure === undefined ? '0' : '4';
}

function agentsOf({ actor, onBehalfOf, channel, tenant }: Entry['leaf'], { action }: Interaction): object[] {
  const user = onBehalfOf ?? (channel === 'system' ? undefined : actor);
  const client = onBehalfOf === undefined ? `urn:countersign:channel:${channel}` : actor;
  const reads = action === 'R';
  return [
    {
      type: { coding: [reads ? DESTINATION_ROLE : SOURCE_ROLE] },
      who: { identifier: { system: 'urn:countersign:client', value: channel === 'system' ? actor : client } },
      requestor: user === undefined,
      network: { address: `urn:countersign:channel:${channel}`, type: URI },
    },
    {
      type: { coding: [reads ? SOURCE_ROLE : DESTINATION_ROLE] },
      who: { identifier: { system: 'urn:countersign:tenant', value: tenant }, display: 'Countersign' },
      requestor: false,
      network: { address: `urn:countersign:tenant:${tenant}`, type: URI },
    },
    ...(user === undefined
      ? []
      : [
          {
            type: { coding: [reads || action === 'E' ? RECIPIENT : AUTHOR] },
            who: { identifier: { system: 'urn:countersign:principal', value: user } },
            requestor: true,
          },
        ]),
  ];
}

function patientOf({ patient }: CaseOf): object[] {
  if (patient === undefined) return [];
  return [
    {
      what: { reference: `Patient/${patient}` },
      type: { system: `${HL7}/audit-entity-type`, code: '1', display: 'Person' },
      role: { system: `${HL7}/object-role`, code: '1', display: 'Patient' },
    },
  ];
}

const SYSTEM_OBJECT = { system: `${HL7}/audit-entity-type`, code: '2', display: 'System Object' };

function dataOf({ proposal, index, tenant }: Entry['leaf'], about: Entry['about'], { encounter }: CaseOf): object {
  const object = (what: object, code: string, display: string) => ({
    what,
    type: SYSTEM_OBJECT,
    role: { system: `${HL7}/object-role`, code, display },
  });
  const proposed = proposal ?? about['proposal'];
  if (about.document !== undefined) return object({ reference: `DocumentReference/${about.document}` }, '4', 'Domain Resource');
  if (typeof proposed === 'string') return object({ identifier: { system: 'urn:countersign:proposal', value: proposed } }, '20', 'Job');
  if (encounter !== undefined) return object({ reference: `Encounter/${encounter}` }, '4', 'Domain Resource');
  return object({ identifier: { system: `urn:countersign:ledger:${tenant}`, value: String(index) } }, '20', 'Job');
}

/** The question itself is not kept, only its digest: that is what BALP's base64 of the question holds here. */
function queryOf({ tool, act }: Entry['leaf'], { input = '' }: Entry['about']): object {
  return {
    type: SYSTEM_OBJECT,
    role: { system: `${HL7}/object-role`, code: '24', display: 'Query' },
    query: Buffer.from(`${tool ?? act}?input-sha256=${input}`, 'utf8').toString('base64'),
  };
}
