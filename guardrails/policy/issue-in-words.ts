import type { z } from 'zod';

/** What a value is to be, for those that the schema says no sentence of. */
const EXPECTED: Readonly<Record<string, string>> = {
  int: 'it is a whole number',
  number: 'it is a number',
  boolean: 'it is true or false',
  array: 'it is a list, as in [coder, coding-lead]',
  object: 'it has keys of its own',
  record: 'it has keys of its own',
  string: 'it is words',
};

/** What the schema finds wrong, as it is said to whoever wrote the file. A sentence that the schema has of its own stays as it is. */
export function issueInWords(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it is no policy';
  if (!/^(Invalid|Too)\b/.test(issue.message)) return issue.message;
  const { code } = issue;
  if (code === 'too_small') return ['array', 'string'].includes(issue.origin) ? 'it is empty' : `it is at least ${issue.minimum}`;
  if (code === 'too_big') return issue.origin === 'string' ? `it has at most ${issue.maximum} letters` : `it is at most ${issue.maximum}`;
  if (code === 'invalid_value') return `it is one of ${issue.values.map(String).join(', ')}`;
  if (code !== 'invalid_type') return issue.message;
  return issue.message.endsWith('received undefined') ? 'it is missing' : (EXPECTED[issue.expected] ?? issue.message);
}

/** Where in the file, as people count: the third of the tiers is `decide, tier 3`. */
export function placeInWords(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) => {
      if (at === 0) return String(key);
      if (typeof key === 'number' && path[at - 1] === 'decide') return `, tier ${key + 1}`;
      return `${typeof path[at - 1] === 'number' ? ', ' : '.'}${String(key)}`;
    })
    .join('');
}
