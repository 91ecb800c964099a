import { Failure } from '#core/errors.ts';
import type { Bench, Command } from '../command.ts';
import type { Config } from '../settings/config.ts';
import { examine } from '../doctor/examine.ts';
import { fails, findingBlocks, type Finding } from '../doctor/finding.ts';
import { readWords } from '../words.ts';

const USAGE = 'doctor [--offline]';

export const doctor: Command = {
  name: 'doctor',
  usage: USAGE,
  summary: 'Look at settings, data, people, ports and whatever is connected, and say what is wrong and how to mend it.',
  async run(words, bench) {
    const given = readWords(words, { offline: 'switch' }, USAGE);
    if (given.rest.length > 0) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const findings = await found(bench, given.has('offline'));
    bench.show(findingBlocks(findings));
    return findings.some(({ verdict }) => verdict === 'fails') ? 1 : 0;
  },
};

/** Settings that do not hold together are a finding, and the only one: nothing else can be looked at with them. */
async function found({ config: read, root, say, faults }: Bench, offline: boolean): Promise<readonly Finding[]> {
  let config: Config;
  try {
    config = read();
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'bad-config') throw thrown;
    return [fails('Settings', thrown.says)];
  }
  return examine({ config, root, offline, faults, progress: say, now: () => Date.now() });
}
