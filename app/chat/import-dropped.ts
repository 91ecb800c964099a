import { basename } from 'node:path';
import type { BroughtX12, FileContent } from '#agent/chat/chat-parts.ts';
import type { ImportReport } from '#agent/desk.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import { importFile } from '../billing/import-x12.ts';
import { presentX12 } from '../billing/present-remittances.ts';
import { takingBy } from '../billing/taking.ts';
import { countsOf, nothingYet } from '../billing/x12-brought.ts';
import { importCharts } from '../import-charts.ts';
import { inAFolder } from './in-a-folder.ts';

/** Takes files that came over chat as charts. The caller MUST have seen that the actor may bring charts in. */
export async function importDropped(store: Store<SetUpUnit>, files: readonly FileContent[], actor: Actor): Promise<ImportReport> {
  return inAFolder(files, async (folder, laid) => {
    const names = new Map(laid.map(({ file, name }) => [file, name]));
    const report = await importCharts(store, actor.tenant, folder, { actor: actor.principal.id, channel: actor.channel });
    return { ...report, refused: report.refused.map((one) => ({ ...one, file: names.get(basename(one.file)) ?? one.file })) };
  });
}

/** Takes X12 files that came over chat, by the road of the command. The caller MUST have seen that the actor may bring them in. */
export async function importDroppedX12(store: Store<SetUpUnit>, files: readonly FileContent[], actor: Actor): Promise<BroughtX12> {
  const taking = takingBy(store, actor.tenant, { actor: actor.principal.id, channel: actor.channel });
  const brought = nothingYet(files.length, []);
  await inAFolder(files, async (_folder, laid) => {
    for (const { name, file, path } of laid) await importFile(taking, { file: name.split('/').at(-1) || file, path }, brought);
  });
  return { counts: countsOf(brought), blocks: presentX12(brought) };
}
