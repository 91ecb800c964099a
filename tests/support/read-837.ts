import { readX12, type X12Event } from '#core/x12/read-x12.ts';
import { allOf, anInterchange, inChunks, type X12File } from './x12-file.ts';

const PROFESSIONAL: X12File = { set: '837', version: '005010X222A1', group: 'HC' };
const ABOVE = [
  'BHT*0019*00*1*20260314*1000*CH',
  'NM1*41*2*DEMO HOSPITAL*****46*1',
  'PER*IC*DESK*TE*5555550000',
  'NM1*40*2*BLUE FERN*****46*2',
  'HL*1**20*1',
  'NM1*85*2*DEMO HOSPITAL*****XX*1234567893',
  'N3*1 MAIN STREET',
  'N4*ALBANY*NY*12207',
  'REF*EI*123456789',
  'HL*2*1*22*0',
  'SBR*P*18*******CI',
  'NM1*IL*1*ROE*ANN****MI*M-1',
  'NM1*PR*2*BLUE FERN*****PI*BLUEFERN',
];
export const LINE = ['LX*1', 'SV1*HC:99213:25*100*UN*1***1:2', 'DTP*472*D8*20260301'];
export const CLAIM = ['CLM*C-1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:I5023*ABF:I10', ...LINE];

export async function readClaims(text: string) {
  const events: X12Event[] = await allOf(readX12(inChunks(text, 31)));
  const claims = events.flatMap((event) => (event.of === 'claims' && event.event.kind === 'item' ? [event.event.item] : []));
  const findings = events.flatMap((event) => (event.of === 'claims' && event.event.kind === 'tail' ? event.event.findings : []));
  return { claims, findings, rules: findings.map(({ severity, rule, element }) => `${severity} ${rule} ${element}`) };
}

/** Reads claims that stand under a billing provider and a subscriber. */
export const readSegments = (segments: readonly string[], file = PROFESSIONAL) => readClaims(anInterchange([...ABOVE, ...segments], file));
