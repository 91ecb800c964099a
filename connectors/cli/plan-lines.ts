import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Plan } from '#agent/plan.ts';
import { Failure } from '#core/errors.ts';

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  role: z.string().optional(),
  q: z.string(),
  prior: z.union([z.string(), z.array(z.string())]).nullish(),
});

/**
 * Reads `{"id","role","q","prior"}` a line and writes the plan of each with its id, in order. A line that is not of that
 * form stops the run with its number.
 */
export async function planLines(
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
  plan: (question: { text: string; role?: string; prior?: readonly string[] }) => Promise<Plan>,
): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, role, q, prior } = read(line, number);
    const before = typeof prior === 'string' ? [prior] : (prior ?? []);
    const planned = await plan({ text: q, ...(role !== undefined && { role }), ...(before.length > 0 && { prior: before }) });
    write(`${JSON.stringify({ id, ...planned })}\n`);
  }
}

function read(line: string, number: number): z.infer<typeof Line> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new Failure('bad-input', `Line ${number} is not JSON.`, { cause });
  }
  const parsed = Line.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Failure('bad-input', `Line ${number}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a question'}.`);
}
