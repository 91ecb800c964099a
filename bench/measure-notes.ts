/** Measures one compiled edition in a process of its own: `node bench/measure-notes.ts <image>`, with the reference folder set. Prints JSON. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codesOf, type Coding } from '#app/bulk/code-line.ts';
import { lineChart } from '#app/bulk/line-chart.ts';
import { readMentionModel } from '#connectors/reference-data/read-mention-model.ts';
import { spareMemory } from '#app/owner/spare-memory.ts';
import type { Sex } from '#core/chart/chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { openEdition } from '#core/terminology/compiled-image.ts';
import { visitNotes } from '#evals/gold/visit-notes.ts';

export interface Measured {
  /** From the bytes on disk to the first code. */
  readonly loadMs: number;
  readonly imageMb: number;
  readonly rssMb: number;
  readonly stages: readonly {
    readonly stage: string;
    readonly notesPerSecond: number;
    /** Time for a character, over that at 3 KB. */
    readonly growth: readonly { readonly kb: number; readonly ratio: number }[];
  }[];
}

const KB = 1024;
const LENGTHS = [1, 3, 10, 30, 100, 200];
const LEAST_MS = 1500;

export function traceOf(text: string, edition: CompiledEdition, sex: Sex = 'unknown', coding: Coding = { stage: 'set' }): Trace {
  const note = { id: 'bench', text, setting: 'outpatient', sex, birthDate: undefined, serviceDate: undefined } as const;
  return codesOf(lineChart(note, edition.head.to), edition, coding).trace;
}

function secondsForCharacter(texts: readonly string[], edition: CompiledEdition, coding: Coding): number {
  const began = performance.now();
  let characters = 0;
  while (performance.now() - began < LEAST_MS) {
    for (const text of texts) {
      traceOf(text, edition, 'unknown', coding);
      characters += text.length;
    }
  }
  return (performance.now() - began) / 1000 / characters;
}

function measure(image: string, reference: string): Measured {
  spareMemory();
  const began = performance.now();
  const edition = openEdition(readFileSync(image));
  traceOf('Hypertension.', edition);
  const loadMs = performance.now() - began;
  const words = (visitNotes(reference) ?? []).map(({ text }) => text).join('\n\n');
  const codings: Coding[] = [
    { stage: 'set' },
    { stage: 'mentions', model: readMentionModel(join(import.meta.dirname, '..', 'starter', 'mentions')) },
  ];
  const stages = codings.map((coding) => {
    secondsForCharacter([words.slice(0, 30 * KB)], edition, coding);
    const costs = LENGTHS.map((kb) => ({ kb, cost: secondsForCharacter(piecesOf(words, kb * KB), edition, coding) }));
    const three = costs.find(({ kb }) => kb === 3)?.cost ?? 1;
    return {
      stage: coding.stage,
      notesPerSecond: 1 / (three * 3 * KB),
      growth: costs.map(({ kb, cost }) => ({ kb, ratio: cost / three })),
    };
  });
  return { loadMs, imageMb: statSync(image).size / KB / KB, rssMb: process.resourceUsage().maxRSS / KB, stages };
}

function piecesOf(text: string, size: number): string[] {
  const whole = text.repeat(Math.ceil(size / text.length));
  return Array.from({ length: Math.min(60, Math.floor(whole.length / size)) }, (_, at) => whole.slice(at * size, (at + 1) * size));
}

const [, , image] = process.argv;
const reference = process.env['COUNTERSIGN_REFERENCE_DIR'];
if (import.meta.main && image !== undefined && reference !== undefined) process.stdout.write(JSON.stringify(measure(image, reference)));
