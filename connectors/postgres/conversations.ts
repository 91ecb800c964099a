import type { Conversations } from '#tools/unit.ts';
import { present, type Transaction } from './transaction.ts';

interface About {
  readonly encounter: string | null;
  readonly code: string | null;
}

/** `remember` replaces what was remembered: what it does not name is forgotten. */
export function conversations({ rows }: Transaction): Conversations {
  return {
    async find(id) {
      const [found] = await rows<About>('select encounter, code from conversation where id = $1', [id]);
      return found && present(found);
    },
    async remember(id, { encounter, code }) {
      await rows(
        `insert into conversation (id, encounter, code) values ($1, $2, $3)
         on conflict (tenant, id) do update
         set encounter = excluded.encounter, code = excluded.code, remembered_at = clock_timestamp()`,
        [id, encounter, code],
      );
    },
  };
}
