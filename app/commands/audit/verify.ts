import type { LedgerChecked } from '#agent/desk.ts';
import { AUDIT_MODE } from '#guardrails/audit/audit-mode.ts';
import type { PurgedCount } from '#guardrails/audit/verify-ledger.ts';
import type { Verb } from './verb.ts';

const EXITS: Readonly<Record<LedgerChecked['verdict']['verdict'], number>> = {
  OK: 0,
  UNANCHORED: 3,
  BROKEN: 20,
  'ROLLED BACK': 21,
  FORKED: 22,
};

/** The ledger is sound, and records beside it are not what it tells. */
const BESIDE = 5;

export const verify: Verb = {
  name: 'verify',
  usage: '',
  options: {},
  read: ({ rest }) =>
    rest.length > 0
      ? undefined
      : async (desk, { tell }) => {
          const checked = await desk.verifyLedger();
          tell(sayVerdict(checked));
          if (checked.verdict.verdict === 'OK' && (checked.unexplained ?? []).length > 0) return BESIDE;
          return EXITS[checked.verdict.verdict];
        },
};

function sayVerdict(checked: LedgerChecked): string {
  const { unexplained = [] } = checked;
  if (unexplained.length === 0) return sayOfLedger(checked);
  const which = unexplained.join(', ');
  return `${sayOfLedger(checked)}! ${which}: the database has ${unexplained.length === 1 ? 'it' : 'them'} in a state that the ledger does not tell of. Somebody wrote that into the database.\n`;
}

function sayOfLedger({ verdict, mode, keptIn, key, witness }: LedgerChecked): string {
  const asked = witness === undefined ? '' : `Witness      ${witness}\n`;
  const foot = `Checkpoints  ${keptIn}\nKey          ${key}\n${asked}Mode         ${AUDIT_MODE[mode]}\n`;
  switch (verdict.verdict) {
    case 'OK':
      return `OK. ${verdict.size} entries of the ledger, none altered, missing or added; signed checkpoints bear out the first ${verdict.anchoredTo}.\n${gone(verdict.purged)}Root         ${verdict.root}\n${foot}`;
    case 'UNANCHORED':
      return `UNANCHORED. ${verdict.size} entries agree with one another, and no signed checkpoint vouches for them: entries cut off the end would not show.\n${gone(verdict.purged)}Root         ${verdict.root}\n${foot}`;
    case 'BROKEN':
      return `BROKEN at entry ${verdict.firstBad}. ${verdict.says}\n${foot}`;
    case 'ROLLED BACK':
      return `ROLLED BACK. ${verdict.says}\n${foot}`;
    case 'FORKED':
      return `FORKED. ${verdict.says}\n${foot}`;
  }
}

function gone(purged: PurgedCount | undefined): string {
  if (purged === undefined) return '';
  const skipped =
    purged.checkpoints === 0 ? '' : ` ${purged.checkpoints} checkpoints of sizes in the middle of them can be checked no more.`;
  return `Purged       the first ${purged.entries} entries, after six years; their roots stand in for them.${skipped}\n`;
}
