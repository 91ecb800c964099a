import type { z } from 'zod';

/**
 * The first fault that zod found, in words: `period.start is missing`. Holds places and kinds, never the value, which may be
 * chart text.
 */
export function issueWords(error: z.ZodError, value: unknown): string {
  const issue = deepest(error.issues[0]);
  if (issue === undefined) return 'is not understood';
  return `${placeOf(issue.path)} ${kindOf(issue, at(value, issue.path))}`.trimStart();
}

/** Of a union with one branch that got further, the fault in that branch. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const nested = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
  return nested === undefined ? issue : deepest({ ...nested, path: [...issue.path, ...nested.path] });
}

function kindOf(issue: z.core.$ZodIssue, found: unknown): string {
  if (found === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `should be ${withArticle(issue.expected)}`;
  if (issue.code === 'invalid_value') return `should be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return 'is too small or empty';
  if (issue.code === 'too_big') return 'is too long';
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : 'is not understood';
}

const NAMES: Readonly<Record<string, string>> = { record: 'object', array: 'list', int: 'whole number', boolean: 'true or false' };

function withArticle(expected: string): string {
  const named = NAMES[expected] ?? expected;
  return `${/^[aeiou]/.test(named) ? 'an' : 'a'} ${named}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, step) => {
    if (typeof step === 'number') return `${place}[${step}]`;
    return place === '' ? String(step) : `${place}.${String(step)}`;
  }, '');
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, step) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, step) : undefined),
    value,
  );
}
