import { createHash } from 'node:crypto';
import type { AppealAnswered } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { appealInWords, appealTold } from '#tools/billing/appeal-told.ts';
import { appealsOf, type FiledAppeal } from '#tools/billing/appeals-of.ts';
import type { Unit } from '#tools/unit.ts';
import { claimHere } from './appeals-shown.ts';
import type { Taking } from './take-transaction.ts';

/**
 * Writes what a payer answered an appeal by letter, with its own entry of the ledger. It takes the place of an answer that was entered of the
 * same appeal. Throws Failure `bad-input` for an answer that the appeal cannot have had.
 */
export async function answerAppeal(unit: Unit, asked: AppealAnswered, { tenant, by }: Taking): Promise<Block[]> {
  await unit.lockWriters();
  const { claim, appeal, amountCents } = await appealMeant(unit, asked.of);
  const today = (await unit.now()).slice(0, 10);
  const { file, text } = asked.letter ?? {};
  const read = AppealAnswer.safeParse({
    ...{ proposal: appeal.proposal, claim, level: appeal.level, outcome: asked.outcome, noticeDate: asked.noticeDate },
    ...{ amountCents: asked.amountCents, approvedOn: appeal.approvedOn, enteredBy: by.actor, enteredOn: today },
    ...(file !== undefined &&
      text !== undefined && { letter: { file, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') } }),
  });
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Failure(
      'bad-input',
      `The answer cannot be kept: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. Nothing was entered.`,
    );
  }
  mustFit(read.data, { appeal, amountCents, today });
  const version = await unit.billing.appeals.answer(read.data);
  const { proposal, level, outcome, noticeDate, letter } = read.data;
  await unit.ledger.append({
    tenant,
    ...by,
    act: 'appeal.answered',
    proposal,
    about: {
      ...{ claim, level, outcome, notice: noticeDate, version },
      ...(read.data.amountCents !== undefined && { amountCents: read.data.amountCents }),
      ...(letter !== undefined && { letter: letter.sha256 }),
    },
  });
  const now = (await appealsOf(claim, await unit.billing.remittances.ofClaim(claim), unit)).find((one) => one.proposal === proposal);
  return [
    { kind: 'text', text: `Entered for ${claim}. ${now === undefined ? '' : appealInWords(appealTold(now))}` },
    {
      kind: 'note',
      tone: 'plain',
      text: `"why was ${claim} denied?" tells what is due now. What the payer pays comes with its remittance.`,
    },
  ];
}

interface Meant {
  readonly claim: string;
  readonly appeal: FiledAppeal;
  /** What the appeal contests. */
  readonly amountCents: number;
}

/** The appeal of that number, or the newest of that claim that was approved. */
async function appealMeant(unit: Unit, of: string): Promise<Meant> {
  const named = /^P-\d{1,9}$/i.test(of) ? await unit.proposals.find(of.toUpperCase()) : undefined;
  if (named !== undefined && named.kind !== 'appeal.submit')
    throw new Failure('bad-input', `${named.id} is no appeal. Nothing was entered.`);
  const claim = await claimHere(unit, named?.subject ?? of);
  const appeals = await appealsOf(claim, await unit.billing.remittances.ofClaim(claim), unit);
  const appeal =
    named === undefined ? appeals.findLast(({ state }) => state !== 'waiting') : appeals.find(({ proposal }) => proposal === named.id);
  const proposal = appeal && (await unit.proposals.find(appeal.proposal));
  if (appeal === undefined || proposal === undefined)
    throw new Failure('not-found', `No appeal of ${claim} that was approved here is there to be answered. Nothing was entered.`);
  return { claim, appeal, amountCents: parsePayload('appeal.submit', proposal.payload).amountCents };
}

function mustFit(answer: AppealAnswer, { appeal, amountCents, today }: Omit<Meant, 'claim'> & { readonly today: string }): void {
  const { proposal, outcome, noticeDate, amountCents: paid = 0 } = answer;
  const wrong = [
    appeal.approvedOn === undefined && `${proposal} was not approved, so no payer can have answered it`,
    appeal.approvedOn !== undefined &&
      noticeDate < appeal.approvedOn &&
      `the notice is dated ${noticeDate}, before ${proposal} was approved on ${appeal.approvedOn}`,
    noticeDate > today && `the notice is dated ${noticeDate}, which is after today`,
    outcome === 'upheld' && paid > 0 && `a refusal that stands pays nothing, and ${dollars(paid)} was given`,
    paid > amountCents && `${dollars(paid)} is more than the ${dollars(amountCents)} that ${proposal} contests`,
  ].find((one) => one !== false);
  if (wrong !== undefined)
    throw new Failure(
      'bad-input',
      `That cannot be: ${wrong}. Nothing was entered; look at the letter again, and at "countersign appeals ${answer.claim}".`,
    );
}
