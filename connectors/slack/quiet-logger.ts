import { LogLevel, type Logger } from '@slack/bolt';

const nothing = (): void => {};

/** Bolt and its clients print what they receive and send, charts and all. Here they print nothing; faults are noted by their class elsewhere. */
export const QUIET: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
