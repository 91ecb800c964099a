import fc from 'fast-check';
import { z } from 'zod';

/** Gives the texts that may stand at a place of a result: `explanation.suggestion.evidence.text`. */
export type TextsAt = (path: string) => fc.Arbitrary<string>;

/** Any result of a schema at all, with the texts given wherever it takes a text. Throws for a kind of schema that it does not know. */
export function anyOf(schema: z.core.$ZodType, textsAt: TextsAt, path = ''): fc.Arbitrary<unknown> {
  const { def } = schema._zod;
  const inside = (part: z.core.$ZodType, name: string) => anyOf(part, textsAt, path === '' ? name : `${path}.${name}`);
  const own = def as z.core.$ZodTypes['_zod']['def'];
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- a kind that no result has is an error, below
  switch (own.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(own.shape).map(([key, part]) => [key, inside(part, key)]))).map(withoutAbsent);
    case 'array':
      return fc.array(anyOf(own.element, textsAt, path), { minLength: 0, maxLength: 3 }).filter((all) => schemaTakes(schema, all));
    case 'optional':
      return fc.option(anyOf(own.innerType, textsAt, path), { nil: undefined });
    case 'default':
      return anyOf(own.innerType, textsAt, path);
    case 'union':
      return fc.oneof(...own.options.map((option) => anyOf(option, textsAt, path)));
    case 'tuple':
      return fc.tuple(...own.items.map((item) => anyOf(item, textsAt, path)));
    case 'enum':
      return fc.constantFrom(...Object.values(own.entries));
    case 'literal':
      return fc.constantFrom(...own.values);
    case 'record':
      return fc.dictionary(textsAt(`${path}.key`), inside(own.valueType, 'value'), { maxKeys: 3 });
    case 'lazy':
      return fc.jsonValue().chain(() => textsAt(path));
    case 'string':
      return texts(schema, textsAt(path));
    case 'number':
      return fc.integer({ min: 0, max: 9_999 }).map((value) => (schemaTakes(schema, value) ? value : value / 10_000));
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`no results are made of ${own.type} at ${path}`);
  }
}

/** Those of the texts that it takes, or one that it does. */
function texts(schema: z.core.$ZodType, all: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const fallbacks = [
    'I50.23',
    '2026-03-14',
    'D-1042-3',
    '2026-11-22T09:00:00.000Z',
    'P-17',
    'a'.repeat(64),
    'demo-hospital',
    'text',
    'fern-policy/4.2',
  ];
  const fallback = fallbacks.find((one) => schemaTakes(schema, one));
  if (fallback === undefined) throw new Error('no text is known that it takes');
  return all.map((text) => (schemaTakes(schema, text) ? text : fallback));
}

function schemaTakes(schema: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

function withoutAbsent(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
