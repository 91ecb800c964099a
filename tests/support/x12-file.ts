/** An X12 file for tests: `:` between components, `*` between elements, `~` after segments. */
export interface X12File {
  readonly set?: string;
  readonly version?: string;
  readonly group?: string;
}

const FIXED = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260314*1000*';

export function anInterchange(segments: readonly string[], { set = '835', version = '005010X221A1', group = 'HP' }: X12File = {}): string {
  const is4010 = version.startsWith('00401');
  const transaction = [`ST*${set}*0001${is4010 ? '' : `*${version}`}`, ...segments];
  return [
    `${FIXED}${is4010 ? 'U*00401' : '^*00501'}*000000001*0*T*:`,
    `GS*${group}*SENDER*RECEIVER*20260314*1000*1*X*${version}`,
    ...transaction,
    `SE*${transaction.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
}

export const REMITTANCE_HEAD = [
  'BPR*I*80*C*ACH*CCP*01*1*DA*1*1512345678**01*1*DA*1*20260314',
  'TRN*1*T-1*1512345678',
  'N1*PR*BLUE FERN HEALTH',
  'N3*1 MAIN STREET',
  'N4*ALBANY*NY*12207',
  'N1*PE*DEMO HOSPITAL*XX*1234567893',
  'LX*1',
];

/** A file as it comes in: in pieces of this many characters. */
export async function* inChunks(text: string, size: number = text.length || 1): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

export async function allOf<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}
