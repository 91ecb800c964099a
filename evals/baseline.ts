import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Figure } from './figure.ts';

const Baseline = z.strictObject({
  /** The coder and the editions that it was measured with. */
  coder: z.string(),
  figures: z.record(z.string(), z.number()),
});
export type Baseline = z.infer<typeof Baseline>;

const FILE = new URL('baseline.json', import.meta.url);

export function readBaseline(): Baseline | undefined {
  return existsSync(FILE) ? Baseline.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : undefined;
}

/** Keeps the figures of a run in the place of those before; what was not run this time stays as it was. */
export function saveBaseline(coder: string, figures: readonly Figure[]): void {
  const kept = figures.filter(({ tolerance }) => tolerance !== undefined).map(({ id, value }) => [id, Number(value.toFixed(5))] as const);
  const all = { ...readBaseline()?.figures, ...Object.fromEntries(kept) };
  const inOrder = Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify({ coder, figures: inOrder }, null, 2)}\n`);
}

/**
 * Why a figure is worse than it was, by more than its tolerance; `undefined` where it is not. Of a sample the better end of its interval
 * counts, so that chance alone fails no run.
 */
export function fallOf(
  { id, value, interval, tolerance, smallerIsBetter }: Figure,
  baseline: Baseline,
  sample: boolean,
): string | undefined {
  const before = baseline.figures[id];
  if (before === undefined || tolerance === undefined) return undefined;
  const now = sample ? ((smallerIsBetter ? interval?.low : interval?.high) ?? value) : value;
  const worse = smallerIsBetter ? now - before : before - now;
  if (worse <= tolerance + 1e-9) return undefined;
  return `${id} was ${before.toFixed(4)} and is ${value.toFixed(4)}, which is worse by more than ${tolerance}.`;
}
