import { z } from 'zod';

const Code = z.string().regex(/^[\x21-\x7e]{1,20}$/, 'a code of 1 to 20 letters, digits and signs, without a blank');

/** The account system's own code for each kind of posting. */
export const TransactionCodes = z.strictObject({
  'write-off': Code,
  /** Of what a payer refused. */
  'write-off-of-refused': Code,
  'adjustment-credit': Code,
  'adjustment-debit': Code,
  refund: Code,
  transfer: Code,
});
export type TransactionCodes = z.infer<typeof TransactionCodes>;
