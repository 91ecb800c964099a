import type { Block } from '#core/answer/block.ts';
import { AdjustmentCodeTold, lookupAdjustmentCode } from '#tools/lookup-adjustment-code/tool.ts';
import { RemittancesShown } from '#tools/show-remittances/remittances-shown.ts';
import { showRemittances } from '#tools/show-remittances/tool.ts';
import { opaquely, text, type OpaquePresenter } from './presenter.ts';
import { counted } from './safe-parts.ts';

/** How many there are, and how many do not count. Payers, money, days and claims are left out. */
export const opaqueRemittances = opaquely(showRemittances, RemittancesShown, async ({ remittances, said }): Promise<readonly Block[]> => {
  const quarantined = remittances.filter(({ state }) => state === 'quarantined').length;
  const claims = said === undefined ? '' : `, with ${counted(said.claims.length, 'claim')}`;
  return [
    text(`${counted(remittances.length, 'remittance')}${claims}, ${quarantined} quarantined. Open them in the terminal or on the pages.`),
  ];
});

/** Our own words for what is held: they are of no patient. A code that is not held is not said again. */
export const opaqueAdjustmentCode: OpaquePresenter = opaquely(
  lookupAdjustmentCode,
  AdjustmentCodeTold,
  async ({ readings }, { words }): Promise<readonly Block[]> => {
    const known = readings.flatMap(({ kind, code }) => words.find(kind, code) ?? []);
    return known.length === 0 ? [text('No description of that code is held.')] : known.map(({ code, says }) => text(`${code}: ${says}`));
  },
);
