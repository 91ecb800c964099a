import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import type { DenialTold } from './denial-told.ts';

type Refusal = NonNullable<DenialTold['refusal']>;

export function presentDenial(told: DenialTold): Block[] {
  const { claim, payer, refusal, words, quarantined } = told;
  return [
    { kind: 'title', text: headline(told) },
    ...(words.length === 0
      ? ([
          { kind: 'text', text: `No remittance says anything of ${claim} yet, so nothing is known of what ${payer} did.` },
        ] satisfies Block[])
      : [wordsTable(words)]),
    ...(quarantined === 0
      ? []
      : ([
          {
            kind: 'note',
            tone: 'warning',
            text: `${quarantined === 1 ? 'A remittance' : `${quarantined} remittances`} that ${quarantined === 1 ? 'speaks' : 'speak'} of it ${quarantined === 1 ? 'does' : 'do'} not balance, and nothing of it counts.`,
          },
        ] satisfies Block[])),
    ...(refusal === undefined ? [] : refusalBlocks(refusal)),
  ];
}

function headline({ claim, payer, billedCents, words, refusal }: DenialTold): string {
  if (words.length === 0) return `${claim}: no answer from ${payer} yet`;
  if (refusal === undefined) return `${claim}: ${payer} refused nothing of ${dollars(billedCents)}`;
  const what = `${payer} refused ${dollars(refusal.refusedCents)} of ${dollars(billedCents)} (${refusal.families.map(inWords).join(', ')})`;
  if (refusal.open) return `${claim}: ${what}`;
  return `${claim}: ${what}, and later paid ${dollars(refusal.recoveredCents)} more`;
}

function wordsTable(words: DenialTold['words']): Block {
  return {
    kind: 'table',
    columns: ['Remittance', 'Date', 'Status', 'What it says', 'Paid', 'Patient'],
    rows: words.map(({ remittance, date, status, says, paidCents, patientCents, segment }) => [
      `${remittance} segment ${segment}`,
      date ?? 'no date',
      status,
      says,
      dollars(paidCents),
      dollars(patientCents),
    ]),
  };
}

function refusalBlocks(refusal: Refusal): Block[] {
  const { byGroup, reasons, notRefused, deadline, computation, history } = refusal;
  return [
    { kind: 'facts', rows: byGroup.map(({ group, amountCents, says }) => [`${group} ${dollars(amountCents)}`, says]) },
    ...reasons.flatMap(reasonBlocks),
    ...(notRefused.length === 0
      ? []
      : ([
          { kind: 'title', text: 'Taken off and no refusal' },
          {
            kind: 'list',
            items: notRefused.map(({ group, reason, says, amountCents }) => `${group}-${reason} ${dollars(amountCents)}: ${says}`),
          },
        ] satisfies Block[])),
    { kind: 'title', text: deadline === 'unknown' ? 'Last day for a first appeal: unknown' : `Last day for a first appeal: ${deadline}` },
    { kind: 'list', items: computation },
    { kind: 'title', text: 'How such refusals by this payer went before' },
    { kind: 'list', items: history.map(historyLine) },
  ];
}

function reasonBlocks({
  line,
  code,
  group,
  reason,
  says,
  amountCents,
  remarks,
  segment,
  causes,
  advice,
}: Refusal['reasons'][number]): Block[] {
  const where = line === undefined ? (code ?? 'the claim') : `line ${line}${code === undefined ? '' : ` (${code})`}`;
  return [
    { kind: 'title', text: `${group}-${reason} on ${where}: ${dollars(amountCents)}` },
    { kind: 'text', text: `${says} (segment ${segment})` },
    ...(remarks.length === 0 ? [] : ([{ kind: 'list', items: remarks.map((one) => `Remark ${one.code}: ${one.says}`) }] satisfies Block[])),
    ...(causes.length === 0
      ? []
      : ([
          {
            kind: 'list',
            items: causes.map((one) => (one.shownBy.length === 0 ? one.says : `${one.says} [${one.shownBy.join('; ')}]`)),
          },
        ] satisfies Block[])),
    { kind: 'text', text: `What is usually done: ${advice.says}` },
  ];
}

function historyLine({ family, answered, won, recoveredCents }: Refusal['history'][number]): string {
  if (answered === 0) return `${inWords(family)}: none was answered yet`;
  return `${inWords(family)}: ${won} of ${answered} answered were paid after all, ${dollars(recoveredCents)} in all`;
}

function inWords(family: string): string {
  return family.replaceAll('-', ' ');
}
