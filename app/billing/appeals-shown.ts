import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { lettersIn } from '#tools/billing/appeal-due.ts';
import { appealInWords, appealTold } from '#tools/billing/appeal-told.ts';
import { appealsOf } from '#tools/billing/appeals-of.ts';
import type { Unit } from '#tools/unit.ts';

/** Appeals of a claim and how each stands, with the payer's letters to the letter. */
export async function appealsShown(unit: Unit, typed: string): Promise<Block[]> {
  const claim = await claimHere(unit, typed);
  const appeals = await appealsOf(claim, await unit.billing.remittances.ofClaim(claim), unit);
  if (appeals.length === 0) return [{ kind: 'text', text: `No appeal of ${claim} waits or was approved here.` }];
  return [
    { kind: 'title', text: `Appeals of ${claim}` },
    { kind: 'list', items: appeals.map((one) => appealInWords(appealTold(one))) },
    ...lettersIn(appeals).flatMap(({ proposal, letter }): Block[] =>
      letter === undefined
        ? []
        : [
            { kind: 'title', text: `The answer to ${proposal}: ${letter.file}, SHA-256 ${letter.sha256}` },
            ...letter.text.split(/\n{2,}/).map((text): Block => ({ kind: 'text', text })),
          ],
    ),
  ];
}

/** The id of a claim. Throws Failure `not-found` with those that were perhaps meant. */
export async function claimHere({ billing }: Pick<Unit, 'billing'>, typed: string): Promise<string> {
  const found = (await billing.claims.find(typed)) ?? (await billing.claims.find(typed.toUpperCase()));
  if (found !== undefined) return found.id;
  const near = await billing.claims.near(typed, 3);
  throw new Failure('not-found', `There is no claim ${typed}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`);
}
