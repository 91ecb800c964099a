import { RemittedClaim } from '#core/remittance/remittance.ts';
import type { Match, RemittanceRecord, RemittedDraft, RemittedRecord } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import { rowSeal } from '../sealed-row.ts';
import type { Transaction } from '../transaction.ts';
import { REMITTANCE, sealedRemittances, type RemittanceRow } from './remittance-rows.ts';
import { alteredRecord, mustAgree, sealedContent, type ContentRow } from './sealed-content.ts';
import { mustBeWhole } from './short-remittances.ts';

interface RemittedRow extends ContentRow {
  readonly columns: readonly (string | null)[];
  readonly position: number;
  readonly matched: string | null;
  readonly matchedBy: string | null;
  readonly matchSeal: string | null;
  readonly whyNot: string | null;
  readonly of: RemittanceRow;
}

/** Each with its remittance as JSON, so that one statement reads both. */
const SELECT = `select m.position, array[m.claim_id, m.payer_claim_id, m.reversal::text, m.payer, m.day::text] as columns,
  m.content::text as content, m.version, m.seal, m.matched, m.matched_by as "matchedBy",
  m.match_seal as "matchSeal", m.why_not as "whyNot", (select row_to_json(whole) from (select ${REMITTANCE}) whole) as of
  from remitted_claim m join remittance r on r.number = m.remittance`;

export interface SealedRemitted {
  /** Reads by what follows `from remitted_claim m join remittance r`. Of a remittance from which a claim was taken away nothing is read. */
  readonly read: (rest: string, values: readonly unknown[]) => Promise<RemittedRecord[]>;
  /** The rows of claims of one remittance, for `json_to_recordset`. */
  readonly rows: (remittance: string, drafts: readonly RemittedDraft[]) => Promise<readonly object[]>;
  readonly matchSeal: (remittance: string, position: number, match: Match) => Promise<string>;
}

export function sealedRemitted(transaction: Transaction, sealed: Sealed): SealedRemitted {
  const remittances = sealedRemittances(transaction, sealed);
  const matches = rowSeal(transaction, sealed, 'remittance-match');
  const kept = sealedContent(transaction, sealed, 'remitted-claim', {
    schema: RemittedClaim,
    named: ([remittance = '', position = '']) => `Claim ${position} of remittance ${remittance}`,
  });
  const matchSeal = (remittance: string, position: number, { claim, by }: Match) => matches.of(remittance, String(position), claim, by);

  async function matchOf(id: string, { position, matched, matchedBy, matchSeal: bears }: RemittedRow): Promise<Match | undefined> {
    if (matched === null || matchedBy === null) return undefined;
    if (await matches.isOf(bears, id, String(position), matched, matchedBy)) return { claim: matched, by: matchedBy };
    throw alteredRecord(`The claim that place ${position} of remittance ${id} is about`);
  }

  async function recordOf(row: RemittedRow, { id, state, head }: RemittanceRecord): Promise<RemittedRecord> {
    const match = await matchOf(id, row);
    const remitted = await kept.read([id, String(row.position)], row);
    mustAgree(`Claim ${row.position} of remittance ${id}`, row.columns, foundBy(remitted, head));
    return {
      remittance: id,
      position: row.position,
      state,
      payer: head.payer,
      ...(head.trace !== undefined && { trace: head.trace }),
      ...(head.date !== undefined && { date: head.date }),
      remitted,
      ...(match !== undefined && { matched: match }),
      ...(match === undefined && row.whyNot !== null && { whyNot: row.whyNot }),
    };
  }

  return {
    matchSeal,
    async read(rest, values) {
      const believe = onceEach(remittances.read);
      const found = await transaction.rows<RemittedRow & Record<string, unknown>>(`${SELECT} ${rest}`, values);
      await mustBeWhole(transaction, 'r.id = any($1)', [...new Set(found.map(({ of }) => of.id))]);
      return Promise.all(found.map(async (row) => recordOf(row, await believe(row.of))));
    },
    rows: (remittance, drafts) =>
      Promise.all(
        drafts.map(async (draft) => ({
          ...(await kept.write([remittance, String(draft.position)], draft.remitted)),
          ...columnsOf(draft),
          ...('claim' in draft.found && { match_seal: await matchSeal(remittance, draft.position, draft.found) }),
        })),
      ),
  };
}

/** What the columns of one say, by its sealed content. */
function foundBy({ claimId, payerClaimId, status }: RemittedClaim, { payer, date }: RemittanceRecord['head']): readonly unknown[] {
  return [claimId, payerClaimId, String(status === '22'), payer.id ?? payer.name, date];
}

function onceEach(read: (row: RemittanceRow) => Promise<RemittanceRecord>): typeof read {
  const believed = new Map<string, Promise<RemittanceRecord>>();
  return (row) => {
    const whole = believed.get(row.id) ?? read(row);
    believed.set(row.id, whole);
    return whole;
  };
}

function columnsOf({ position, remitted, deniedCents, found }: RemittedDraft): object {
  return {
    position,
    claim_id: remitted.claimId,
    payer_claim_id: remitted.payerClaimId,
    reversal: remitted.status === '22',
    denied_cents: deniedCents,
    ...('claim' in found ? { matched: found.claim, matched_by: found.by } : { why_not: found.whyNot }),
  };
}
