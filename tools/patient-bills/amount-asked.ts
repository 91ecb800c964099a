import { z } from 'zod';

export const NO_AMOUNT = 'An amount is above $0.00, in whole cents. Say how much, such as $25.00, or leave it out for the balance.';

/** An amount as somebody asks for it, in cents. */
export const AboveZero = z.int(NO_AMOUNT).positive(NO_AMOUNT);
