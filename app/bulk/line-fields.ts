import type { z } from 'zod';
import { Failure } from '#core/errors.ts';

export type LineId = string | number;
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields of one line. Throws Failure `bad-input`; like every refusal of a line it names the field and never quotes a value,
 * which may be chart text.
 */
export function fieldsOf(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Failure('bad-input', 'The line is not JSON.', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Failure('bad-input', 'The line is no JSON object.');
  return value as Fields;
}

/** The id of a line, where it has one that comes back as it was written: a number beyond 2^53 would be another. */
export function idOf(fields: Fields): LineId | undefined {
  const { id } = fields;
  return (typeof id === 'string' && id !== '') || Number.isSafeInteger(id) ? (id as LineId) : undefined;
}

export function requiredId(fields: Fields): LineId {
  const id = idOf(fields);
  if (id !== undefined) return id;
  const told =
    typeof fields['id'] === 'number'
      ? 'id is a number that would come back as another: write it as a text.'
      : 'id is missing: it must be a text or a whole number.';
  throw new Failure('bad-input', told);
}

/** Half of a surrogate pair is refused: such a text has no bytes that could be hashed. */
export function requiredText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Failure('bad-input', `${name} is missing: it must be a text.`);
  if (!value.isWellFormed()) throw new Failure('bad-input', `${name} holds half of a surrogate pair.`);
  return value;
}

/** A field that may be left out, or be null or empty, as many exports write what they have not. Case and white space around it do not count. */
export function optionalField<S extends z.ZodType>(fields: Fields, name: string, schema: S, wanted: string): z.output<S> | undefined {
  const given = fields[name];
  const value = typeof given === 'string' ? given.trim().toLowerCase() : given;
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Failure('bad-input', `${name} must be ${wanted}.`);
  return parsed.data;
}
