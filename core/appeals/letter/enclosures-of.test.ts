import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { enclosuresOf } from './enclosures-of.ts';
import type { AppealLetter } from './letter.ts';

test('the print of a remittance gives the day on which the payer received the claim, which a letter may rest on', () => {
  const remitted = aRemitted('C-1', { received: '2026-05-02' });
  const letter = {
    enclosures: [{ template: 'enclosure-remittance', cites: { remit: 0 }, text: 'Your remittance' }],
    sources: [{ cite: { kind: 'remittance', remittance: 'R-1', segment: remitted.segment }, says: 'Remittance R-1' }],
  } as unknown as AppealLetter;
  const said = { remittance: 'R-1', position: 0, state: 'posted', payer: { name: 'Blue Fern Health' }, remitted } as const;

  const [enclosed] = enclosuresOf(letter, {
    ...{ claim: aBilledClaim('C-1'), remitted: [said], answers: [] },
    ...{ clause: () => undefined, terms: () => undefined },
  });

  expect(enclosed?.text).toContain('Received          2026-05-02');
});
