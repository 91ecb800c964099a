import type { Verb } from './verb.ts';

export const proof: Verb = {
  name: 'proof',
  usage: '<entry>',
  options: {},
  read({ rest: [entry, ...more] }) {
    if (entry === undefined || more.length > 0 || !/^\d{1,15}$/.test(entry)) return undefined;
    return async (desk, { print }) => {
      print(await desk.proveEntry({ index: Number(entry) }));
      return 0;
    };
  },
};
