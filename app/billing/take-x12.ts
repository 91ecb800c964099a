import type { LocalDate } from '#core/codes.ts';
import type { ClaimsEvent } from '#core/x12/claims/read-claims.ts';
import { readX12, type X12Event } from '#core/x12/read-x12.ts';
import type { StatusEvent } from '#core/x12/status/read-statuses.ts';
import { takeAcknowledgement } from './take-acknowledgements.ts';
import { claimsTaker } from './take-claims.ts';
import { rejectionsOf } from './rejections-of.ts';
import { transactionTaker, type Taking, type TransactionEvent } from './take-transaction.ts';
import { addClaims, type Bringing } from './x12-brought.ts';

interface From {
  readonly file: string;
  readonly sha256: string;
}

/** Takes all that one file holds, transaction by transaction. Throws Failure `bad-file` where it is no X12, with what came before it taken. */
export async function takeX12(taking: Taking, chunks: AsyncIterable<string>, from: From, brought: Bringing): Promise<void> {
  const remittances = remittancesOf(taking, from, brought);
  const claims = claimsOf(taking, from, brought);
  try {
    for await (const event of readX12(chunks)) {
      if (event.of === 'remittance') await remittances(event.event);
      else if (event.of === 'claims') await claims.take(event.event);
      else if (event.of === 'status') await takeStatus(taking, event.event, from, brought);
      else brought.refused.push(...unread(event, from, brought));
    }
  } finally {
    await claims.end();
  }
}

function remittancesOf(taking: Taking, { file, sha256 }: From, brought: Bringing): (event: TransactionEvent) => Promise<void> {
  const name = file.split('/').at(-1) ?? file;
  let place = -1;
  let taker: ReturnType<typeof transactionTaker> | undefined;
  return async (event) => {
    if (event.kind === 'head') {
      place += 1;
      taker = transactionTaker(taking, { file: name, sha256, place }, event.head);
    }
    if (event.kind === 'claim') await taker?.claim(event.claim);
    if (event.kind === 'tail' && taker !== undefined) brought.taken.push({ ...(await taker.end(event.tail)), file });
  };
}

/** The day on which the transaction was made (BHT04), else its group (GS04), is the one on which its claims were filed. */
function claimsOf(taking: Taking, { file, sha256 }: From, brought: Bringing) {
  const taker = claimsTaker(taking, sha256);
  let filedOn: LocalDate | undefined;
  return {
    async take(event: ClaimsEvent): Promise<void> {
      if (event.kind === 'head') filedOn = event.head.createdOn ?? event.set.groupOn;
      else if (event.kind === 'item') await taker.claim(event.item, event.errors ?? [], filedOn);
      else {
        const counts = event.findings.filter(({ severity, rule }) => severity === 'error' && rule.startsWith('x12.envelope.'));
        brought.refused.push(...counts.map(({ says }) => ({ file, why: `${says} Each claim that was whole was taken by itself.` })));
      }
    },
    async end(): Promise<void> {
      const { counts, refused } = await taker.end();
      brought.claims = addClaims(brought.claims, counts);
      brought.notTaken.push(...refused.map((why) => ({ file, why })));
    },
  };
}

async function takeStatus(taking: Taking, event: StatusEvent, { file }: From, brought: Bringing): Promise<void> {
  if (event.kind !== 'item' || event.item.level !== 'patient') return;
  const came = await taking.store.within(taking.tenant, (unit) => takeAcknowledgement(unit, event.item, taking));
  if (came === 'acknowledged') brought.acknowledged += 1;
  else if (came === 'unknown') brought.unknown += 1;
  else brought.turnedDown.push({ file, why: came.turnedDown });
}

function unread(event: Exclude<X12Event, { of: 'remittance' | 'status' | 'claims' }>, { file }: From, brought: Bringing) {
  if (event.of === 'file') return event.finding.severity === 'error' ? [{ file, why: event.finding.says }] : [];
  if (event.of === 'unread') return [{ file, why: event.says }];
  if (event.event.kind === 'item') {
    const rejections = rejectionsOf(event.event.item);
    brought.turnedDown.push(...rejections.map((why) => ({ file, why })));
    if (rejections.length === 0) brought.accepted += 1;
  }
  return [];
}
