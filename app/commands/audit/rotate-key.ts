import type { Verb } from './verb.ts';

export const rotateKey: Verb = {
  name: 'rotate-key',
  usage: '[--as <person>]',
  options: {},
  read({ rest }, as) {
    if (rest.length > 0) return undefined;
    return async (desk, { tell }) => {
      const { from, to, size, keptIn, retired } = await desk.rotateLedgerKey({ as });
      tell(
        `The ledger has a new signing key. Both keys signed its ${size} entries; beyond them the old one vouches for nothing.\n` +
          `New key      ${to}\nOld key      ${from}\nCheckpoints  ${keptIn}\nOld keys     ${retired}\n` +
          'Give whoever checks this ledger, and its witness, the new key. Keep the file of old keys: it holds no secret, and old checkpoints are checked by it.\n',
      );
      return 0;
    };
  },
};
