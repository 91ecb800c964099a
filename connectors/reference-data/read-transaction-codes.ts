import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { TransactionCodes } from '#core/billing/transaction-codes.ts';
import { Failure } from '#core/errors.ts';

/** Reads the account system's codes (`starter/billing/transaction-codes.yaml`). Throws Failure `bad-file` with the place that is wrong. */
export function readTransactionCodes(file: string): TransactionCodes {
  const parsed = TransactionCodes.safeParse(yamlOf(file));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Failure('bad-file', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}.`);
}

function yamlOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Failure('bad-file', `${file} is not YAML that can be read. Look at its last change.`, { cause });
  }
}
