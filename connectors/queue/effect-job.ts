import { z } from 'zod';

/** All that Redis is ever told of an effect: whose it is, and its id in the outbox, which is also the id of the job. */
export const EffectJob = z.strictObject({ tenant: z.string().min(1), outbox: z.uuid() });
export type EffectJob = z.infer<typeof EffectJob>;

/** Keys of another program are left alone. The queue of a tenant is named after it. */
export const PREFIX = 'countersign';
