import type { ReceiverEvent } from '@slack/bolt';

type Ack = ReceiverEvent['ack'];

/**
 * An acknowledgement that waits. Bolt acknowledges an event of the Events API before anybody was handed it, so that is kept back until it was worked;
 * whatever was pressed or typed is acknowledged by who takes it.
 */
export function heldAck({ type }: Readonly<Record<string, unknown>>, ack: Ack): Ack {
  return type === 'event_callback' ? () => Promise.resolve() : ack;
}
