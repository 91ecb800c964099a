import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { listFiles, type FileFound } from '#connectors/charts-in/list-files.ts';
import { openX12 } from '#connectors/x12/open-x12.ts';
import { Failure } from '#core/errors.ts';
import { readX12, type X12Event } from '#core/x12/read-x12.ts';
import { takeAcknowledgement } from './take-acknowledgements.ts';
import { transactionTaker, type Taken, type Taking, type TransactionEvent } from './take-transaction.ts';

export interface RemittancesImported {
  readonly files: number;
  readonly taken: readonly (Taken & { readonly file: string })[];
  /** Claims that a payer acknowledged (277CA): those that are here, and those that are not. */
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: readonly { readonly file: string; readonly why: string }[];
}

type Report = {
  -readonly [K in keyof RemittancesImported]: RemittancesImported[K] extends readonly (infer T)[] ? T[] : RemittancesImported[K];
};

/**
 * Brings remittances (835) and acknowledgements (277CA) in from a file or a folder, as they stream by. What was read of a file before its
 * fault stays; the rest of a folder goes in.
 */
export async function importRemittances(taking: Taking, path: string): Promise<RemittancesImported> {
  const { files, refused } = await listFiles(path);
  const report: Report = { files: files.length, taken: [], acknowledged: 0, unknown: 0, refused: [...refused] };
  for (const file of files) {
    try {
      await takeFile(taking, file, report);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code === 'broken-promise' || thrown.code === 'unavailable') throw thrown;
      report.refused.push({ file: file.file, why: thrown.says });
    }
  }
  return report;
}

async function takeFile(taking: Taking, { file, path }: FileFound, report: Report): Promise<void> {
  const sha256 = await digestOf(path);
  const name = file.split('/').at(-1) ?? file;
  let place = -1;
  let taker: ReturnType<typeof transactionTaker> | undefined;

  async function takeRemitted(event: TransactionEvent): Promise<void> {
    if (event.kind === 'head') {
      place += 1;
      taker = transactionTaker(taking, { file: name, sha256, place }, event.head);
    }
    if (event.kind === 'claim') await taker?.claim(event.claim);
    if (event.kind === 'tail' && taker !== undefined) report.taken.push({ ...(await taker.end(event.tail)), file });
  }

  for await (const event of readX12(openX12(path))) {
    if (event.of === 'remittance') await takeRemitted(event.event);
    else if (event.of === 'status') await takeStatus(taking, event.event, report);
    else report.refused.push(...notTaken(event).map((why) => ({ file, why })));
  }
}

async function takeStatus(taking: Taking, event: Extract<X12Event, { of: 'status' }>['event'], report: Report): Promise<void> {
  if (event.kind !== 'item' || event.item.level !== 'patient') return;
  const found = await taking.store.within(taking.tenant, (unit) => takeAcknowledgement(unit, event.item, taking));
  if (found) report.acknowledged += 1;
  else report.unknown += 1;
}

function notTaken(event: Exclude<X12Event, { of: 'remittance' | 'status' }>): readonly string[] {
  if (event.of === 'file') return event.finding.severity === 'error' ? [event.finding.says] : [];
  if (event.of === 'unread') return [event.says];
  if (event.of === 'claims')
    return event.event.kind === 'head'
      ? ['It holds claims (837), and no word of a payer. Claims come in by "countersign remit records".']
      : [];
  return event.event.kind === 'head' ? ['It holds an acknowledgement of a transmission (999), which says nothing of a claim.'] : [];
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
