import type { Block } from '#core/answer/block.ts';
import { LocalDate } from '#core/codes.ts';
import { daysBetween } from '#core/appeals/calendar/days.ts';
import type { CodeKind } from '#core/denials/codes/code-kind.ts';
import { FirstStep } from '#core/denials/codes/words-source.ts';
import { DenialFamily } from '#core/denials/denial-family.ts';
import { DenialsListed } from '#tools/list-denials/denials-listed.ts';
import { listDenials } from '#tools/list-denials/tool.ts';
import { DenialTold } from '#tools/lookup-denial/denial-told.ts';
import { lookupDenial } from '#tools/lookup-denial/tool.ts';
import { opaquely, text, title, titled } from './presenter.ts';
import { counted, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

/** Families, codes that are held with our own words for them, and days left. Claims, money, payers and dates are left out. */
export const opaqueDenial = opaquely(
  lookupDenial,
  DenialTold,
  async ({ words, refusal, encounter, appeals }, telling): Promise<readonly Block[]> => {
    const of = encounter === undefined ? 'The claim' : `A claim of ${await telling.caseOf(encounter)}`;
    if (refusal === undefined) return [title(`${of}: ${words.length === 0 ? 'no answer yet' : 'nothing was refused'}`)];
    return [
      title(`${of}: ${WENT_ON[refusal.went]}`),
      text(`${familiesIn(refusal.families)}; ${await daysLeft(refusal.deadline, telling)}.`),
      ...titled('Appeals', appealsIn(appeals)),
      ...titled(
        'What the payer says',
        refusal.reasons.map(({ reason, remarks, advice }) => {
          const remarked = remarks.flatMap(({ code }) => known('rarc', code, telling));
          return [...known('carc', reason, telling), ...remarked, `Usually done: ${stepIn(advice.step)}`].join(' ');
        }),
      ),
    ];
  },
);

const WENT_ON = {
  unanswered: 'refused',
  upheld: 'refused, and refused again',
  'partly-paid': 'refused, and paid in part later',
  paid: 'refused, and paid later',
  'not-refused': 'refused, and settled later without more money',
  'taken-back': 'refused, and that was taken back',
} as const;

/** `P-17: sent`; a proposal's number and how it stands, and no day. */
function appealsIn(appeals: DenialTold['appeals']): readonly string[] {
  return appeals.flatMap(({ proposal, state, letter }) => {
    const id = proposalIn(proposal);
    return id === undefined ? [] : [`${id}: ${state}${letter === undefined ? '' : ` by letter, ${letter.outcome}`}`];
  });
}

/** How many claims are refused, by family. */
export const opaqueDenials = opaquely(listDenials, DenialsListed, async ({ open, appealed, openClaims }): Promise<readonly Block[]> => {
  const byFamily = Map.groupBy(
    [...open, ...appealed].flatMap(({ families }) => families),
    (family) => familiesIn([family]),
  );
  return [
    title(`${counted(openClaims, 'claim is', 'claims are')} refused now`),
    ...titled(
      'By family',
      [...byFamily].map(([family, all]) => `${family}: ${all.length}`),
    ),
  ];
});

function familiesIn(families: readonly string[]): string {
  const known = families.flatMap((one) => DenialFamily.safeParse(one).data ?? []);
  return known.length === 0 ? 'of no family that is known' : known.map((one) => one.replaceAll('-', ' ')).join(', ');
}

/** `CO-97`'s words, by a code that is held; nothing for any other. */
function known(kind: CodeKind, code: string, { words }: Telling): readonly string[] {
  const held = words.find(kind, code);
  return held === undefined ? [] : [`${held.code}: ${held.says}`];
}

function stepIn(step: string): string {
  return (FirstStep.safeParse(step).data ?? 'ask the payer').replaceAll('-', ' ');
}

async function daysLeft(deadline: string, { unit }: Telling): Promise<string> {
  if (deadline === 'none') return 'nothing is to be appealed now';
  const day = LocalDate.safeParse(deadline);
  if (!day.success) return 'the last day to appeal is unknown';
  const left = daysBetween(LocalDate.parse((await unit.now()).slice(0, 10)), day.data);
  return left < 0 ? 'the last day to appeal is past' : `${counted(left, 'day')} left to appeal`;
}
