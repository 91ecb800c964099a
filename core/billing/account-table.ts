import type { Block } from '../answer/block.ts';
import { dollars } from '../money.ts';
import { toldReason } from '../remittance/told-code.ts';
import type { Account, AccountEntry } from './account.ts';

/** Every line of an account, or of one balance of it, and what the lines come to. */
export function accountTable(
  all: readonly AccountEntry[],
  { patientOwesCents, insuranceOwesCents }: Owed,
  only?: AccountEntry['owedBy'],
): Block {
  const entries = only === undefined ? all : all.filter(({ owedBy }) => owedBy === only);
  const columns = (['insurance', 'patient'] as const).filter((side) => only === undefined || side === only);
  const sums = { insurance: insuranceOwesCents, patient: patientOwesCents };
  return {
    kind: 'table',
    columns: ['Day', 'What', 'Source', ...columns.map((side) => (side === 'patient' ? 'Patient' : 'Insurance'))],
    rows: [
      ...entries.map((entry) => [
        entry.date ?? '',
        entry.says === '' ? entry.kind : entry.says,
        sourceOf(entry),
        ...columns.map((side) => (entry.owedBy === side ? dollars(entry.amountCents) : '')),
      ]),
      ['', 'Owed now', 'the sum of the lines', ...columns.map((side) => dollars(sums[side]))],
    ],
  };
}

type Owed = Pick<Account, 'patientOwesCents' | 'insuranceOwesCents'>;

/** `R-12 segment 34, CO-45 on C-88 line 2`, `P-17`, `C-88 line 1`, or the id of the entry that another system posted. */
function sourceOf({ id, claim, line, remittance, proposal, group, reason }: AccountEntry): string {
  const on = claim === undefined ? undefined : `${claim}${line === undefined ? '' : ` line ${line}`}`;
  if (proposal !== undefined) return proposal;
  if (remittance === undefined) return on ?? id;
  const code = group === undefined || reason === undefined ? '' : `, ${toldReason({ group, reason })}`;
  return `${remittance.id} segment ${remittance.segment}${code}${on === undefined ? '' : ` on ${on}`}`;
}
