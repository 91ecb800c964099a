import { Trace } from '#core/coder/trace.ts';
import type { Traces } from '#tools/unit.ts';
import type { Transaction } from './transaction.ts';

/** Traces by content id: the first one written under an id stays. */
export function traces({ rows }: Transaction): Traces {
  return {
    async put(id, encounter, trace) {
      await rows('insert into trace (id, encounter, content) values ($1, $2, $3) on conflict do nothing', [
        id,
        encounter,
        JSON.stringify(trace),
      ]);
    },
    async find(id) {
      const [found] = await rows<{ content: unknown }>('select content from trace where id = $1', [id]);
      return found && Trace.parse(found.content);
    },
  };
}
