import { digest, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import type { Refused } from './chart-part.ts';
import type { FromFile, Merged } from './merge-documents.ts';

type Listed = { readonly id: string } & Readonly<Record<string, JsonValue | undefined>>;

/** One result or claim for each id. What comes in replaces what is stored; two files that disagree are one too many. */
export function mergeListed<T extends Listed>(kind: string, stored: readonly T[], incoming: readonly FromFile<T>[]): Merged<T> {
  const items = new Map(stored.map((item) => [item.id, item]));
  const from = new Map<string, FromFile<T>>();
  const refused: Refused[] = [];
  for (const one of incoming) {
    const before = from.get(one.item.id);
    if (before === undefined || digest(before.item) === digest(one.item)) {
      from.set(one.item.id, one);
      items.set(one.item.id, one.item);
    } else if (one.file !== undefined) {
      refused.push({ file: one.file, why: `${kind} ${one.item.id} says something else in ${before.file ?? 'the chart'}.` });
    }
  }
  return { items: [...items.values()], refused };
}
