import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { FileContent } from '#agent/chat/chat-parts.ts';
import type { ImportReport } from '#agent/desk.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import { importCharts } from '../import-charts.ts';

/**
 * Takes files that came over chat as charts. They lie in a folder that this user alone can read while they are read, under numbers and not
 * under their names, and are gone afterwards. The caller MUST have seen that the actor may bring charts in.
 */
export async function importDropped(store: Store<SetUpUnit>, files: readonly FileContent[], actor: Actor): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-dropped-'));
  try {
    const names = new Map<string, string>();
    for (const [at, { name, content }] of files.entries()) {
      const file = `${at + 1}${endingOf(name)}`;
      names.set(file, name);
      await writeFile(join(folder, file), content, { mode: 0o600 });
    }
    const report = await importCharts(store, actor.tenant, folder, { actor: actor.principal.id, channel: actor.channel });
    return { ...report, refused: report.refused.map((one) => ({ ...one, file: names.get(basename(one.file)) ?? one.file })) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How the name ends, where that says what a file is. A name is anybody's text, and no other part of one comes near a path. */
function endingOf(name: string): string {
  const ending = extname(basename(name)).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}
