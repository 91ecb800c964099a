import type { ChartDocument, DocumentStatus } from '#core/chart/chart.ts';
import type { Refused } from './chart-part.ts';

export interface FromFile<T> {
  /** Absent for what is stored. */
  readonly file?: string;
  readonly item: T;
}

export interface Merged<T> {
  readonly items: readonly T[];
  readonly refused: readonly Refused[];
}

/** How far a document has come. Nothing takes it back, so that an old export read again changes nothing. */
const STAGE: Readonly<Record<DocumentStatus, number>> = { preliminary: 0, final: 1, amended: 2, superseded: 3, 'entered-in-error': 4 };

/**
 * One document for each id: the one furthest on, the later of two as far. Another text under the same id is accepted where a draft
 * became final, where the later one says that it is amended, and where the document was superseded or entered in error; else the file is refused.
 */
export function mergeDocuments(stored: readonly ChartDocument[], incoming: readonly FromFile<ChartDocument>[]): Merged<ChartDocument> {
  const candidates: readonly FromFile<ChartDocument>[] = [...stored.map((item) => ({ item })), ...incoming];
  const merged = [...Map.groupBy(candidates, ({ item }) => item.id).values()].map(mergeOne);
  return {
    items: merged.flatMap(({ items }) => items).toSorted((a, b) => compareText(a.date, b.date) || compareIds(a.id, b.id)),
    refused: merged.flatMap(({ refused }) => refused),
  };
}

function mergeOne(candidates: readonly FromFile<ChartDocument>[]): Merged<ChartDocument> {
  const best = candidates.reduce((one, other) => (rank(other, one) >= 0 ? other : one));
  const refused = candidates.flatMap((one, at) => {
    const file = best.file ?? one.file;
    if (file === undefined) return [];
    if (candidates.findIndex((other) => other.file === one.file) < at) return [{ file: one.file ?? file, why: twice(one) }];
    const agrees = one === best || one.file === best.file || one.item.sha256 === best.item.sha256 || gives(one, best);
    return agrees ? [] : [{ file, why: conflict(one, best) }];
  });
  return { items: [best.item], refused };
}

/** Above zero when `a` is further on than `b`. */
function rank(a: FromFile<ChartDocument>, b: FromFile<ChartDocument>): number {
  return STAGE[a.item.status] - STAGE[b.item.status] || compareText(a.item.date, b.item.date);
}

/** True when another text may stand aside for the best one. */
function gives({ file, item }: FromFile<ChartDocument>, { item: best }: FromFile<ChartDocument>): boolean {
  if (item.status === 'preliminary' || STAGE[best.status] > STAGE.amended) return true;
  return best.status === 'amended' && (item.status === 'final' || item.date < best.date || file === undefined);
}

function twice({ item }: FromFile<ChartDocument>): string {
  return `Document ${item.id} occurs twice in the file.`;
}

function conflict({ file, item }: FromFile<ChartDocument>, best: FromFile<ChartDocument>): string {
  const where = file === undefined || best.file === undefined ? 'is stored with another text' : `has another text in ${file}`;
  return `Document ${item.id} ${where}. Only a document whose status is amended may replace one.`;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ids in the order a person counts: `D-1042-9` before `D-1042-10`. */
export function compareIds(a: string, b: string): number {
  const [left, right] = [stepsOf(a), stepsOf(b)];
  for (const [at, step] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const numbers = /^\d/.test(step) && /^\d/.test(other);
    const order = (numbers ? step.length - other.length : 0) || compareText(step, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function stepsOf(id: string): readonly string[] {
  return id.match(/\d+|\D+/g) ?? [];
}
