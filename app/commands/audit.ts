import type { LedgerChecked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { readWords } from '../words.ts';

const USAGE = 'audit verify | checkpoint | proof <entry>';

const EXITS: Readonly<Record<LedgerChecked['verdict']['verdict'], number>> = {
  OK: 0,
  UNANCHORED: 3,
  BROKEN: 20,
  'ROLLED BACK': 21,
  FORKED: 22,
};

export const audit: Command = {
  name: 'audit',
  usage: USAGE,
  summary: 'Verify the whole ledger against its signed checkpoints, sign its head now, or prove one entry to an outsider.',
  async run(words, { root, config, print, tell, say, faults }) {
    const [act, entry, ...more] = readWords(words, {}, USAGE).rest;
    if (more.length > 0) throw usage();
    const attached = await attach({ config: config(), root, command: 'countersign audit', progress: say, faults });
    try {
      if (act === 'verify' && entry === undefined) {
        const checked = await attached.desk.verifyLedger();
        tell(sayVerdict(checked));
        return EXITS[checked.verdict.verdict];
      }
      if (act === 'checkpoint' && entry === undefined) {
        const { note, size, keptIn, key } = await attached.desk.checkpointLedger();
        print(`${note}\n${size} entries, kept in ${keptIn}\nKey  ${key}\n`);
        return 0;
      }
      if (act === 'proof' && entry !== undefined && /^\d{1,15}$/.test(entry)) {
        print(await attached.desk.proveEntry({ index: Number(entry) }));
        return 0;
      }
      throw usage();
    } finally {
      await attached.close();
    }
  },
};

function usage(): Failure {
  return new Failure('bad-input', `countersign ${USAGE}: give one of them; an entry is its number in the ledger.`);
}

function sayVerdict({ verdict, keptIn, key }: LedgerChecked): string {
  const foot = `Checkpoints  ${keptIn}\nKey          ${key}\n`;
  switch (verdict.verdict) {
    case 'OK':
      return `OK. ${verdict.size} entries, none altered, missing or added; signed checkpoints bear out the first ${verdict.anchoredTo}.\nRoot         ${verdict.root}\n${foot}`;
    case 'UNANCHORED':
      return `UNANCHORED. ${verdict.size} entries agree with one another, and no signed checkpoint vouches for them: entries cut off the end would not show.\nRoot         ${verdict.root}\n${foot}`;
    case 'BROKEN':
      return `BROKEN at entry ${verdict.firstBad}. ${verdict.says}\n${foot}`;
    case 'ROLLED BACK':
      return `ROLLED BACK. ${verdict.says}\n${foot}`;
    case 'FORKED':
      return `FORKED. ${verdict.says}\n${foot}`;
  }
}
