import { DESK_METHODS, type Desk } from '#agent/desk.ts';
import { noting, type Faults } from './faults.ts';

/** The desk, with what breaks in it written down. Every surface asks through it, so none meets anything but a Failure. */
export function notingDesk(desk: Desk, faults: Faults): Desk {
  const methods = DESK_METHODS.map((method) => {
    const call = desk[method] as (parameter?: unknown) => Promise<unknown>;
    return [method, (parameter?: unknown) => noting(faults, method, async () => call(parameter))];
  });
  return Object.fromEntries(methods) as Desk;
}
