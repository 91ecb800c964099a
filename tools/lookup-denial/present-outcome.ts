import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import type { DenialTold } from './denial-told.ts';

type Refusal = NonNullable<DenialTold['refusal']>;

/** `LARKMOOR refused $100.00 of …`, and how it went on, in the words of the title. */
export function outcomeInWords(refusal: Refusal): string {
  const { settledCents, grantedCents, leftCents } = refusal;
  const since = [
    ...(grantedCents === 0 ? [] : [`is to pay ${dollars(grantedCents)} by its letter`]),
    ...(settledCents === 0 ? [] : [`${dollars(settledCents)} was written off or moved to the patient`]),
  ];
  return `${wentInWords(refusal)}${since.length === 0 ? '' : `, and ${since.join(', and ')}: ${dollars(leftCents)} is left`}`;
}

/** `P-9 of 2026-05-20: $50.00 written off` */
export function settledInWords({ proposal, kind, amountCents, date }: DenialTold['settled'][number]): string {
  const did = kind === 'write-off' ? 'written off' : kind === 'transfer' ? 'moved to the patient' : 'taken off';
  return `${proposal} of ${date}: ${dollars(amountCents)} ${did}`;
}

function wentInWords({ went, by, recoveredCents, refusedCents }: Refusal): string {
  const later = by === undefined ? '' : ` (${by.remittance}${by.date === undefined ? '' : ` of ${by.date}`}, segment ${by.segment})`;
  if (went === 'paid') return `, and later paid ${dollars(recoveredCents)} more${later}`;
  if (went === 'partly-paid') return `, after it paid ${dollars(recoveredCents)} more${later}: ${dollars(refusedCents)} is left`;
  if (went === 'upheld') return `, and refused it again${later}`;
  if (went === 'not-refused') return `, and later settled it without more money${later}`;
  return went === 'taken-back' ? `, and took that back${later}; what takes its place has not come` : '';
}

const ASIDE = {
  repeats: 'repeats a payment that was posted before, and was not posted again',
  unbalanced: 'does not balance, and nothing of it counts',
  faulty: 'has errors, and nothing of it counts',
} as const;

/** Words that change nothing: what was set aside, and what was refused only because the payer had answered before. */
export function besideBlocks({ claim, setAside, repeats }: DenialTold): Block[] {
  return [
    ...repeats.map((one): Block => {
      const answered = one.claim === claim ? `what ${one.answeredBy} answers` : `${one.claim}, which ${one.answeredBy} answers`;
      return {
        kind: 'note',
        tone: 'plain',
        text: `${one.remittance} refuses it only as a duplicate of ${answered}. No money is owed for it, and nothing is to be done.`,
      };
    }),
    ...setAside.map(({ remittance, why }): Block => ({ kind: 'note', tone: 'warning', text: `${remittance} ${ASIDE[why]}.` })),
  ];
}
