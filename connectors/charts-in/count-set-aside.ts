import type { ChartPart, SetAside } from './chart-part.ts';

/** What was read, found sound and not taken, counted by type of resource and reason. */
export interface SetAsideCount {
  readonly type: string;
  readonly why: string;
  readonly resources: number;
  readonly files: number;
  /** Where the first of them stands. */
  readonly first: { readonly file: string; readonly resource: string };
}

/** Counts what the parts set aside, in the order in which each kind is first met. An export of a whole hospital has a handful of kinds. */
export function countSetAside(parts: readonly ChartPart[]): readonly SetAsideCount[] {
  const each = parts.flatMap(({ file, setAside }) => setAside.map((one) => ({ file, type: typeOf(one), ...one })));
  const kinds = Map.groupBy(each, ({ type, why }) => `${type}: ${why}`);
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { type, why, file, resource } = first;
    return [{ type, why, resources: alike.length, files: new Set(alike.map((one) => one.file)).size, first: { file, resource } }];
  });
}

/** `Bundle.entry[3] Condition/c-1` is a Condition. */
function typeOf({ resource }: SetAside): string {
  return /([A-Za-z]+)(?:\/[^/ ]*)?$/.exec(resource)?.[1] ?? 'resource';
}
