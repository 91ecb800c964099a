import type { Block } from '#core/answer/block.ts';
import type { Measured, Measures } from '#guardrails/review/measures.ts';
import type { Days } from './days.ts';

interface Asked extends Days {
  readonly person?: string | undefined;
}

/** The measures as two tables, and what each of them means. */
export function presentMeasures({ everyone, people }: Measured, asked: Asked, names: ReadonlyMap<string, string>): readonly Block[] {
  const title: Block = { kind: 'title', text: `How decisions were made${timeInWords(asked)}` };
  if (everyone === undefined) return [title, { kind: 'text', text: 'Nobody decided anything in that time.' }];
  const lines: readonly (readonly [string, Measures])[] = [
    ...people.map((one) => [names.get(one.person) ?? one.person, one] as const),
    ...(people.length > 1 ? [['Everybody', everyone] as const] : []),
  ];
  return [
    title,
    {
      kind: 'table',
      columns: ['Who', 'Decisions', 'Accepted', 'Changed', 'Rejected', 'Escalated'],
      rows: lines.map(([who, { decisions, choices }]) => [
        who,
        String(decisions),
        ...([choices.accepted, choices.changed, choices.rejected, choices.escalated] as const).map((count) => share(count, decisions)),
      ]),
    },
    {
      kind: 'table',
      columns: ['Who', 'Median time', 'Fastest tenth', 'Under 3 s', 'Evidence opened', 'In batches', 'Largest batch'],
      rows: lines.map(([who, one]) => [
        who,
        duration(one.median),
        duration(one.p10),
        share(one.underThreeSeconds, one.decisions),
        share(one.evidenceOpened, one.decisions),
        share(one.inBatches, one.decisions),
        one.largestBatch === 1 ? 'none' : String(one.largestBatch),
      ]),
    },
    { kind: 'title', text: 'What that means' },
    { kind: 'list', items: [...MEANINGS, ...notKnown(everyone)] },
  ];
}

const MEANINGS: readonly string[] = [
  'Decisions: every signature, rejection, change and escalation of a person. Where several must sign, each signature counts.',
  'Accepted, changed, rejected, escalated: a person who accepts nearly everything may be right, or may have stopped looking.',
  'Median time: from when the proposal was first shown to that person to the decision; half of them took longer. It includes whatever else they did meanwhile.',
  'Fastest tenth: a tenth of the decisions took no longer than this.',
  'Under 3 s: decided sooner than a card can be read.',
  'Evidence opened: between the making and the decision that person opened the card, a document of the encounter, a search in it or the explanation of the code. The list of suggested codes quotes the words too and is not counted.',
  'In batches: sent together with other decisions. Largest batch: the most that were sent at once.',
];

/** What the figures rest on where the ledger has less. */
function notKnown({ notShown, suggestedOnly, decisions }: Measures): readonly string[] {
  return [
    ...(notShown === 0
      ? []
      : [
          `Not known: for ${notShown} of ${decisions} no showing to that person is on record, so the time is from when the proposal was made.`,
        ]),
    ...(suggestedOnly === 0
      ? []
      : [
          `${suggestedOnly} of ${decisions} were decided by naming the code, and the proposal was made by that: their time is from when the code was suggested, and a look in the half hour before counts.`,
        ]),
    'Not known: what a person read outside Countersign, and whether they read what was open.',
  ];
}

function timeInWords({ from, to, person }: Asked): string {
  const who = person === undefined ? '' : ` by ${person}`;
  if (from === undefined && to === undefined) return who;
  return `${who}, ${[...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`to ${to}`])].join(' ')}`;
}

function share(count: number, of: number): string {
  return `${count} (${Math.round((100 * count) / of)}%)`;
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
