import { z } from 'zod';
import type { Trace } from '#core/coder/trace.ts';

export const Basis = z.object({
  edition: z.string(),
  editionName: z.string(),
  starter: z.boolean(),
  coder: z.string(),
  codingDate: z.string(),
  trace: z.string(),
});
export type Basis = z.infer<typeof Basis>;

/** What an answer rests on: the edition, the coder program, the day that chose them, and the trace. */
export function basisOf(trace: Trace, id: string): Basis {
  return {
    edition: trace.edition.id,
    editionName: trace.edition.name,
    starter: trace.edition.starter,
    coder: trace.coder,
    codingDate: trace.input.codingDate,
    trace: id,
  };
}

/** The rows that close every answer about codes. */
export function basisRows({ edition, starter, coder, codingDate, trace }: Basis): [string, string][] {
  const kind = starter ? ' (starter edition: everyday codes only, not the full official set)' : '';
  return [
    ['Edition', `${edition}${kind}, in force on ${codingDate}`],
    ['Coder', coder],
    ['Trace', `${trace}  (countersign trace ${trace})`],
  ];
}
