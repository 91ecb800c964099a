import type { Verb } from './verb.ts';

export const checkpoint: Verb = {
  name: 'checkpoint',
  usage: '',
  options: {},
  read: ({ rest }) =>
    rest.length > 0
      ? undefined
      : async (desk, { print }) => {
          const { note, size, keptIn, key } = await desk.checkpointLedger();
          print(`${note}\n${size} entries, kept in ${keptIn}\nKey  ${key}\n`);
          return 0;
        },
};
