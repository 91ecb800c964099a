import { DESK_METHODS, type Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { noting, type Faults } from '../owner/faults.ts';

/** The desk, with what breaks in it written down. Every surface asks through it, so none meets anything but a Failure. */
export function notingDesk(desk: Desk, faults: Faults): Desk {
  const methods = DESK_METHODS.map((method) => {
    const call = desk[method] as (parameter?: unknown) => Promise<unknown>;
    return [method, (parameter?: unknown) => noting(faults, method, async () => call(parameter).catch(fullDisk))];
  });
  return Object.fromEntries(methods) as Desk;
}

/** What a disk says that is full, and a database on it. It is no fault of the program, and a person can mend it. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

function fullDisk(thrown: unknown): never {
  if (thrown instanceof Error && 'code' in thrown && FULL.has(String(thrown.code)))
    throw new Failure('unavailable', 'The disk that holds the data is full. Free some space there and ask again.', { cause: thrown });
  throw thrown;
}
