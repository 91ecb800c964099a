import type { Claim } from '#core/billing/claim.ts';
import { centsOf, type DemoBilling, type DemoRemittance, type DemoRemitted } from './demo-billing.ts';

interface Line {
  readonly of: Claim['lines'][number];
  readonly paidCents: number;
  /** `CO 45` and cents. */
  readonly adjusted: readonly (readonly [string, string, number])[];
}

interface Word {
  readonly claim: Claim;
  readonly status: string;
  readonly sign: 1 | -1;
  readonly lines: readonly Line[];
  readonly remarks: readonly string[];
}

/** One 835 file for each remittance, in the order of their days, each with its name. */
export function remittanceFiles(demo: DemoBilling, claims: readonly Claim[]): readonly (readonly [string, string])[] {
  const said = new Map<string, Word>();
  const sorted = demo.remittances.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return sorted.map((remittance, at) => {
    const words = remittance.claims.map((one) => wordOf(one, remittance, claims, said));
    const payer = demo.payers[remittance.payer];
    if (payer === undefined) throw new Error(`no payer ${remittance.payer}`);
    return [`${remittance.on}-${remittance.payer}.835`, fileOf(remittance, payer, words, at + 1)] as const;
  });
}

function wordOf(one: DemoRemitted, { on }: DemoRemittance, claims: readonly Claim[], said: Map<string, Word>): Word {
  const claim = claims.find(({ id }) => id === one.id);
  if (claim === undefined) throw new Error(`no claim ${one.id}`);
  if (one.reverses !== undefined) {
    const first = said.get(`${one.id} ${one.reverses}`);
    if (first === undefined) throw new Error(`nothing was said of ${one.id} on ${one.reverses}`);
    return { ...first, status: '22', sign: -1 };
  }
  const lines = claim.lines.map((line) => lineOf(line, one));
  const word: Word = {
    claim,
    status: one.status ?? (one.deny?.['all'] === undefined ? '1' : '4'),
    sign: 1,
    lines,
    remarks: one.remarks ?? [],
  };
  said.set(`${one.id} ${on}`, word);
  return word;
}

function lineOf(of: Line['of'], { rate = 1, deny = {}, share = {}, earlier = {} }: DemoRemitted): Line {
  const number = String(of.number);
  const denied = deny['all'] ?? deny[number];
  const adjusted: [string, string, number][] = [];
  const take = (code: string, cents: number) => {
    const [group = '', reason = ''] = code.split('-');
    if (cents !== 0) adjusted.push([group, reason, cents]);
  };
  if (denied !== undefined) take(denied, of.chargeCents);
  else take('CO-45', of.chargeCents - Math.round(of.chargeCents * rate));
  if (earlier[number] !== undefined) take('OA-23', centsOf(earlier[number]));
  const [code = '', amount = '0'] = (share[number] ?? '').split(' ');
  take(code, centsOf(Number(amount)));
  return { of, adjusted, paidCents: of.chargeCents - adjusted.reduce((sum, [, , cents]) => sum + cents, 0) };
}

function fileOf(
  { on, off = 0, plb = {} }: DemoRemittance,
  payer: { readonly id: string; readonly name: string },
  words: readonly Word[],
  number: number,
): string {
  const day = on.replaceAll('-', '');
  const kept = Object.values(plb).reduce((sum, dollars) => sum + centsOf(dollars), 0);
  const paymentCents = words.reduce((sum, word) => sum + paidOf(word), 0) - kept + centsOf(off);
  const control = String(number).padStart(9, '0');
  const body = [
    'ST*835*0001',
    paymentSegment(paymentCents, day),
    `TRN*1*${payer.id}-${day}*1999999999`,
    `DTM*405*${day}`,
    `N1*PR*${payer.name.toUpperCase()}*XV*${payer.id}`,
    'N3*PO BOX 100',
    'N4*DEMO CITY*OH*432150000',
    'PER*BL*PROVIDER LINE*TE*5550100199',
    'N1*PE*COUNTERSIGN DEMO HOSPITAL*XX*1234567893',
    'LX*1',
    ...words.flatMap((word) => claimSegments(word, payer.id)),
    ...Object.entries(plb).map(([code, dollars]) => `PLB*1234567893*${on.slice(0, 4)}1231*${code}*${money(centsOf(dollars))}`),
  ];
  const segments = [
    `ISA*00*          *00*          *ZZ*${payer.id.padEnd(15)}*ZZ*DEMOHOSPITAL   *${day.slice(2)}*0900*^*00501*${control}*0*T*:`,
    `GS*HP*${payer.id}*DEMOHOSPITAL*${day}*0900*${number}*X*005010X221A1`,
    ...body,
    `SE*${body.length + 1}*0001`,
    `GE*1*${number}`,
    `IEA*1*${control}`,
  ];
  return segments.map((segment) => `${segment}~\n`).join('');
}

/** Where nothing is paid there is no transfer, and the segment says so. */
function paymentSegment(cents: number, day: string): string {
  const accounts = 'CCP*01*000000000*DA*0000001*1999999999**01*000000000*DA*0000002';
  return cents > 0 ? `BPR*I*${money(cents)}*C*ACH*${accounts}*${day}` : `BPR*H*0*C*NON************${day}`;
}

function claimSegments(word: Word, payer: string): string[] {
  const { claim, status, sign, lines, remarks } = word;
  const shareCents = lines.flatMap(({ adjusted }) => adjusted).reduce((sum, [group, , cents]) => sum + (group === 'PR' ? cents : 0), 0);
  const whole = status === '4';
  return [
    `CLP*${claim.id}*${status}*${money(sign * claim.totalCents)}*${money(paidOf(word))}*${shareCents === 0 ? '' : money(sign * shareCents)}*12*${payer}-${claim.id.slice(2)}*11*1`,
    `NM1*QC*1*${claim.patient.last.toUpperCase()}*${(claim.patient.first ?? '').toUpperCase()}****MI*${claim.memberId ?? ''}`,
    ...(remarks.length > 0 && whole ? [`MOA***${remarks.join('*')}`] : []),
    `DTM*232*${claim.from.replaceAll('-', '')}`,
    `DTM*233*${claim.to.replaceAll('-', '')}`,
    `DTM*050*${(claim.filedOn ?? claim.to).replaceAll('-', '')}`,
    ...lines.flatMap((line) => lineSegments(line, sign, whole ? [] : remarks)),
  ];
}

function lineSegments({ of, paidCents, adjusted }: Line, sign: 1 | -1, remarks: readonly string[]): string[] {
  const code = of.code === undefined ? `NU:${of.revenue ?? ''}` : ['HC', of.code, ...of.modifiers].join(':');
  const revenue = of.code === undefined ? '' : (of.revenue ?? '');
  const refused = adjusted.some(([group, reason]) => group !== 'PR' && reason !== '45' && reason !== '23');
  return [
    `SVC*${code}*${money(sign * of.chargeCents)}*${money(sign * paidCents)}*${revenue}*${of.units}`,
    `DTM*472*${of.date.replaceAll('-', '')}`,
    ...adjusted.map(([group, reason, cents]) => `CAS*${group}*${reason}*${money(sign * cents)}`),
    `REF*6R*${of.number}`,
    ...(refused ? remarks.map((remark) => `LQ*HE*${remark}`) : []),
  ];
}

function paidOf({ lines, sign }: Word): number {
  return sign * lines.reduce((sum, { paidCents }) => sum + paidCents, 0);
}

/** `1840`, `-12.5`: as X12 writes decimals. */
function money(cents: number): string {
  return String(cents / 100);
}
