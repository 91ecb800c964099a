/** One claim of a remittance, in dollars. `adjustments`: `CO-45 50`. */
export interface Paid {
  readonly id: string;
  readonly status?: string;
  readonly billed: number;
  readonly paid: number;
  readonly adjustments: readonly string[];
  readonly last?: string;
  readonly member?: string;
}

export interface Remitted {
  readonly trace: string;
  readonly claims: readonly Paid[];
  /** What the payments come to, unless said otherwise. */
  readonly payment?: number;
  readonly control?: string;
  readonly plb?: readonly string[];
}

/** An 835 file of a payer 60001 that is all in order, as text. */
export function an835(remitted: readonly Remitted[]): string {
  const segments = [
    'ISA*00*          *00*          *ZZ*60001          *ZZ*HOSPITAL       *260401*1200*^*00501*000000001*0*T*:',
    'GS*HP*60001*HOSPITAL*20260401*1200*1*X*005010X221A1',
    ...remitted.flatMap(setOf),
    'GE*1*1'.replace('*1*', `*${remitted.length}*`),
    'IEA*1*000000001',
  ];
  return segments.map((segment) => `${segment}~\n`).join('');
}

function setOf({ trace, claims, payment, control = '0001', plb = [] }: Remitted, at: number): string[] {
  const sum = claims.reduce((total, { paid }) => total + paid, 0);
  const number = control === '0001' ? String(at + 1).padStart(4, '0') : control;
  const body = [
    `ST*835*${number}`,
    `BPR*I*${payment ?? sum}*C*ACH*CCP*01*999999999*DA*1*1512345678**01*999999999*DA*1*20260401`,
    `TRN*1*${trace}*1512345678`,
    'DTM*405*20260401',
    'N1*PR*BLUE FERN HEALTH*XV*60001',
    'N3*1 MAIN STREET',
    'N4*TOWN*OH*432150000',
    'PER*BL*HELP DESK*TE*8005550100',
    'N1*PE*DEMO HOSPITAL*XX*1234567893',
    'LX*1',
    ...claims.flatMap(claimOf),
    ...plb.map((one) => `PLB*1234567893*20261231*${one}`),
  ];
  return [...body, `SE*${body.length + 1}*${number}`];
}

function claimOf({ id, status = '1', billed, paid, adjustments, last = 'TESTA', member = 'M-1' }: Paid): string[] {
  return [
    `CLP*${id}*${status}*${billed}*${paid}**12*PAYER-${id}*11*1`,
    ...adjustments.map((one) => `CAS*${one.replace('-', '*').replace(' ', '*')}`),
    `NM1*QC*1*${last}*MARGUERITE****MI*${member}`,
    'DTM*232*20260309',
  ];
}
