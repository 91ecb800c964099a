import { AccountRecord } from '#core/billing/account.ts';
import { Claim } from '#core/billing/claim.ts';
import { PayerTerms } from '#core/billing/payer-terms.ts';
import { centsOf, type DemoBilling, type DemoClaim } from './demo-billing.ts';

const HOSPITAL = { npi: '1234567893', name: 'Countersign Demo Hospital' };

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Claims of the charts and of the file, with an account each, and the terms that are known. */
export function demoRecords(demo: DemoBilling, bundles: readonly string[]) {
  const claims = [...bundles.flatMap((bundle) => chartClaims(demo, bundle)), ...demo.claims.map((claim) => ownClaim(demo, claim))];
  const accounts = new Map(claims.map((claim) => [String(claim.account), accountOf(claim)]));
  const terms = Object.values(demo.payers).flatMap(({ id, name, kind, levels = [], ...rest }) =>
    kind === undefined
      ? []
      : [
          PayerTerms.parse({
            payer: id,
            name,
            kind,
            from: '2025-01-01',
            levels,
            appealsTo: [`${name}, Appeals`, 'PO Box 100', 'Demo City'],
            clauses: [],
            ...rest,
          }),
        ],
  );
  return { claims, accounts: [...accounts.values()], terms };
}

function chartClaims(demo: DemoBilling, bundle: string): Claim[] {
  const entries = (JSON.parse(bundle) as { readonly entry: readonly { readonly resource: Resource }[] }).entry;
  const all = entries.map(({ resource }) => resource);
  const one = (type: string) => all.find(({ resourceType }) => resourceType === type) as never;
  const coverage: { subscriberId: string; payor: [{ display: string }] } = one('Coverage');
  const patient: { id: string; name: [{ family: string; given: [string] }] } = one('Patient');
  const encounter: { id: string } = one('Encounter');
  const payer = Object.values(demo.payers).find(({ name }) => coverage.payor[0].display.startsWith(`${name} (`));
  if (payer === undefined) throw new Error(`${encounter.id} has a payer that hospital.yaml does not name`);
  return all
    .filter(({ resourceType }) => resourceType === 'Claim')
    .map((claim) => {
      const { billablePeriod, created, item, diagnosis, type } = claim as unknown as FhirClaim;
      const lines = item.map((line, at) => lineOf(line, at, diagnosis.length));
      return Claim.parse({
        id: claim.id,
        account: `A-${claim.id === 'C-88' ? '88' : encounter.id.slice(2)}`,
        encounter: encounter.id,
        kind: type.coding[0].code,
        payer: { id: payer.id, name: payer.name },
        order: 'primary',
        patient: { id: patient.id, last: patient.name[0].family, first: patient.name[0].given[0] },
        memberId: coverage.subscriberId,
        provider: HOSPITAL,
        from: billablePeriod.start,
        to: billablePeriod.end,
        filedOn: created,
        ...(demo.authorisations[claim.id] !== undefined && { authorisation: demo.authorisations[claim.id] }),
        diagnoses: diagnosis.map(({ diagnosisCodeableConcept }) => diagnosisCodeableConcept.coding[0].code),
        lines,
        totalCents: lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0),
      });
    });
}

interface FhirClaim {
  readonly type: { readonly coding: readonly [{ readonly code: string }] };
  readonly billablePeriod: { readonly start: string; readonly end: string };
  readonly created: string;
  readonly diagnosis: readonly { readonly diagnosisCodeableConcept: { readonly coding: readonly [{ readonly code: string }] } }[];
  readonly item: readonly FhirItem[];
}

interface FhirItem {
  readonly productOrService: { readonly coding?: readonly [{ readonly code: string }] };
  readonly modifier?: readonly { readonly coding: readonly [{ readonly code: string }] }[];
  readonly revenue?: { readonly coding: readonly [{ readonly code: string }] };
  readonly quantity?: { readonly value: number };
  readonly net: { readonly value: number };
  readonly servicedDate: string;
}

function lineOf({ productOrService, modifier = [], revenue, quantity, net, servicedDate }: FhirItem, at: number, diagnoses: number) {
  const code = productOrService.coding?.[0].code;
  return {
    number: at + 1,
    ...(code !== undefined && { code }),
    modifiers: modifier.map(({ coding }) => coding[0].code),
    ...(revenue !== undefined && { revenue: revenue.coding[0].code }),
    units: quantity?.value ?? 1,
    chargeCents: centsOf(net.value),
    date: servicedDate,
    diagnoses: Array.from({ length: Math.min(diagnoses, 4) }, (_, n) => n + 1),
  };
}

function ownClaim(
  demo: DemoBilling,
  { id, account, payer, patient: { member, ...patient }, kind, on, diagnoses, lines }: DemoClaim,
): Claim {
  return Claim.parse({
    id,
    account,
    kind,
    payer: { id: demo.payers[payer]?.id, name: demo.payers[payer]?.name },
    order: 'primary',
    patient,
    memberId: member,
    provider: HOSPITAL,
    from: on,
    to: on,
    filedOn: on,
    diagnoses,
    lines: lines.map(({ code, charge }, at) => ({
      number: at + 1,
      code,
      modifiers: [],
      units: 1,
      chargeCents: centsOf(charge),
      date: on,
      diagnoses: [1],
    })),
    totalCents: lines.reduce((sum, { charge }) => sum + centsOf(charge), 0),
  });
}

function accountOf({ account, encounter, patient }: Claim): AccountRecord {
  const name = `${patient.first ?? ''} ${patient.last}`.trim();
  return AccountRecord.parse({
    id: account,
    ...(encounter !== undefined && { encounter }),
    patient,
    language: account === 'A-2007' ? 'es' : 'en',
    mayBeTold: [{ name, is: 'patient', scope: 'bill-and-care', channels: ['letter', 'portal', 'phone'] }],
    posted: [],
    restrictions: [],
    selfPay: false,
    emergency: ['A-2003', 'A-2004', 'A-1043', 'A-1046'].includes(account),
    outOfNetworkAtInNetwork: false,
    contact: { phone: '555-0142', hours: 'weekdays from 8 to 5' },
  });
}
