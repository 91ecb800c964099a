import { partySegments } from '../write-party.ts';
import { component, interchange, segment, type Interchange } from '../write-interchange.ts';
import { amountText, daysText } from '../write-values.ts';
import type { Claim837, ClaimsHead, HealthCode, Insured, OtherPayer } from './claim-837.ts';
import { lineSegments } from './write-lines.ts';
import { adjustmentSegments, amountSegments, dateSegment } from './write-parts.ts';

export interface ClaimsFile extends Pick<Interchange, 'sender' | 'receiver' | 'at' | 'control' | 'real'> {
  readonly head: ClaimsHead;
  /** All of the kind that the head names. */
  readonly claims: readonly Claim837[];
}

const VERSIONS = { '837P': '005010X222A1', '837I': '005010X223A3' } as const;

/**
 * One interchange with the claims in it, each under a billing provider and a subscriber of its own. What a claim holds is written as it
 * is; the same input gives the same bytes. Throws Failure `bad-input` where a value holds a delimiter.
 */
export function writeClaims({ head, claims, ...envelope }: ClaimsFile): string {
  const day = envelope.at.slice(0, 10).replaceAll('-', '');
  const levels = { count: 0 };
  const segments = [
    segment('BHT', '0019', '00', head.reference ?? envelope.control, day, envelope.at.slice(11, 16).replace(':', ''), 'CH'),
    ...partySegments(head.submitter),
    ...partySegments(head.receiver),
    ...claims.flatMap((claim) => claimSegments(claim, levels)),
  ];
  return interchange({ ...envelope, group: 'HC', set: '837', version: VERSIONS[head.type], segments });
}

function claimSegments(claim: Claim837, levels: { count: number }): readonly string[] {
  const { billing, payTo, payToPlan, subscriber, payer, patient } = claim;
  const hasPatient = patient !== undefined;
  const first = levels.count + 1;
  levels.count += hasPatient ? 3 : 2;
  const taxonomy = billing?.taxonomy === undefined ? [] : [segment('PRV', 'BI', 'PXC', billing.taxonomy)];
  return [
    segment('HL', String(first), '', '20', '1'),
    ...taxonomy,
    ...partySegments(billing, { withoutTaxonomy: true }),
    ...partySegments(payTo, { withoutTaxonomy: true }),
    ...partySegments(payToPlan, { withoutTaxonomy: true }),
    segment('HL', String(first + 1), String(first), '22', hasPatient ? '1' : '0'),
    ...insuredSegments('SBR', subscriber),
    ...partySegments(subscriber?.party, subscriber),
    ...partySegments(payer),
    ...(patient === undefined
      ? []
      : [
          segment('HL', String(first + 2), String(first + 1), '23', '0'),
          segment('PAT', patient.relationship ?? ''),
          ...partySegments(patient.party, patient),
        ]),
    ...bodySegments(claim),
  ];
}

function insuredSegments(
  name: string,
  insured: Pick<Insured, 'order' | 'relationship' | 'group' | 'groupName' | 'filing'> | undefined,
): readonly string[] {
  if (insured === undefined) return [];
  const { order, relationship = '', group = '', groupName = '', filing = '' } = insured;
  return [segment(name, order, relationship, group, groupName, '', '', '', '', filing)];
}

function bodySegments(claim: Claim837): readonly string[] {
  const { facility = '', facilityQualifier = '', frequency = '', signature = '', assignment = '', benefits = '', release = '' } = claim;
  const place = component(facility, facilityQualifier, frequency);
  const { kind, source, status } = claim.admission ?? {};
  return [
    segment('CLM', claim.id, amountText(claim.chargeCents), '', '', place, signature, assignment, benefits, release),
    ...claim.dates.map(dateSegment),
    ...(claim.admission === undefined ? [] : [segment('CL1', kind ?? '', source ?? '', status ?? '')]),
    ...amountSegments(claim.amounts),
    ...claim.references.map(({ qualifier, value }) => segment('REF', qualifier, value)),
    ...claim.notes.map(({ qualifier, value }) => segment('NTE', qualifier, value)),
    ...codeSegments(claim.codes),
    ...claim.providers.flatMap((party) => partySegments(party)),
    ...claim.otherPayers.flatMap(otherPayerSegments),
    ...claim.lines.flatMap((line) => lineSegments(claim.kind, line)),
  ];
}

const MOST_CODES = 12;

/** HI, twelve entries each. A principal diagnosis, a DRG and the like begin one of their own, as the guide wants. */
function codeSegments(codes: readonly HealthCode[]): readonly string[] {
  const groups: HealthCode[][] = [];
  for (const code of codes) {
    const last = groups.at(-1);
    const goesOn = last !== undefined && last.length < MOST_CODES && kindOf(last[0]?.qualifier ?? '') === kindOf(code.qualifier);
    if (goesOn) last.push(code);
    else groups.push([code]);
  }
  return groups.map((group) => segment('HI', ...group.map(codeText)));
}

/** In a professional claim all diagnoses share an HI; each other kind has its own. */
function kindOf(qualifier: string): string {
  return /^A?B[KF]$/.test(qualifier) ? 'diagnosis' : qualifier;
}

function codeText({ qualifier, code, days, amountCents, onAdmission = '' }: HealthCode): string {
  const dated = days === undefined ? ['', ''] : daysText(days);
  return component(qualifier, code, ...dated, amountCents === undefined ? '' : amountText(amountCents), '', '', '', onAdmission);
}

function otherPayerSegments(other: OtherPayer): readonly string[] {
  const paidOn = other.paidOn === undefined ? [] : [dateSegment({ qualifier: '573', from: other.paidOn, to: other.paidOn })];
  const [payerName = [], ...payerRest] = other.payer === undefined ? [] : [partySegments(other.payer)];
  const references = payerName.filter((one) => one.startsWith('REF'));
  return [
    ...insuredSegments('SBR', other),
    ...adjustmentSegments(other.adjustments),
    ...amountSegments(other.amounts),
    segment('OI', '', '', other.benefits ?? 'Y', '', '', other.release ?? 'Y'),
    ...(other.remarks.length === 0 ? [] : [segment('MOA', '', '', ...other.remarks.slice(0, 5))]),
    ...partySegments(other.subscriber),
    ...payerName.filter((one) => !references.includes(one)),
    ...paidOn,
    ...references,
    ...payerRest.flat(),
    ...other.providers.flatMap((party) => partySegments(party)),
  ];
}
