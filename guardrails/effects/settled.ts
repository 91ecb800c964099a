import type { Settlement } from './outbox.ts';
import type { Found } from './receiver.ts';

/** How an effect is to be settled, and what was read of it where it was read. */
export interface Settled {
  readonly settlement: Settlement;
  readonly found?: Found;
  /** The ledger tells it already, so no entry is written. */
  readonly told?: boolean;
}
