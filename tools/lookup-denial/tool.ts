import { z } from 'zod';
import { historyKey } from '#core/denials/odds.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import { toldCode } from '#core/remittance/told-code.ts';
import { appealTold } from '../billing/appeal-told.ts';
import { claimStory, type ClaimStory, type ToldReason } from '../billing/claim-story.ts';
import { claimCalled } from '../billing/find-claim.ts';
import type { RemittedRecord } from '../billing/records.ts';
import { refusalHistory } from '../billing/refusal-history.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { DenialTold } from './denial-told.ts';
import { presentDenial } from './present-denial.ts';

export const lookupDenial = defineTool({
  name: 'lookup_denial',
  summary: 'Tell why a payer refused a claim, wholly or in part: codes in plain words, money, cause, what is usually done, and until when.',
  risk: 'read',
  input: z.object({ claim: z.string().min(1).max(60).describe("The provider's own number of the claim, such as C-88") }),
  output: DenialTold,
  async run({ claim: typed }, running) {
    const shipped = running.editions.shipped();
    const story = await claimStory(await claimCalled(typed, running), running, shipped);
    return toldOf(story, shipped.words, running);
  },
  present: presentDenial,
});

async function toldOf(story: ClaimStory, words: AdjustmentWords, running: Running): Promise<DenialTold> {
  const { claim, refused } = story;
  return {
    claim: claim.id,
    account: claim.account,
    payer: claim.payer.name,
    billedCents: claim.totalCents,
    setAside: story.setAside.map((one) => ({ ...one })),
    repeats: story.repeats.map(({ word, of, claim: answered }) => ({
      remittance: word.remittance,
      claim: answered,
      answeredBy: of.remittance,
      ...(word.date !== undefined && { date: word.date }),
    })),
    appeals: story.appeals.map(appealTold),
    settled: story.settled.map((one) => ({ ...one })),
    edition: words.edition,
    words: story.words.map(({ remittance, date, remitted }) => ({
      remittance,
      status: toldCode(remitted.status),
      says: words.inWords('claim-status', remitted.status),
      paidCents: remitted.paidCents,
      patientCents: remitted.patientResponsibilityCents,
      segment: remitted.segment,
      ...(date !== undefined && { date }),
    })),
    ...(claim.encounter !== undefined && { encounter: claim.encounter }),
    ...(refused !== undefined && { refusal: await refusalOf(story, refused, words, running) }),
  };
}

async function refusalOf(
  { claim }: ClaimStory,
  { outcome, due, told }: NonNullable<ClaimStory['refused']>,
  words: AdjustmentWords,
  running: Running,
): Promise<NonNullable<DenialTold['refusal']>> {
  const { denial, open, went, by, recoveredCents, leftCents, grantedCents, settledCents, word } = outcome;
  const history = await refusalHistory(running, { payer: claim.payer.id, without: claim.id });
  return {
    remittance: word.remittance,
    open,
    went,
    recoveredCents,
    leftCents,
    grantedCents,
    settledCents,
    families: [...denial.families],
    refusedCents: denial.refusedCents,
    byGroup: [...denial.byGroup].map(([group, amountCents]) => ({
      group: toldCode(group),
      says: words.inWords('group', group),
      amountCents,
    })),
    reasons: told.map((one) => reasonTold(one, words)),
    notRefused: denial.reasons
      .filter((one) => !denial.refusals.includes(one))
      .map(({ group, reason, amountCents }) => ({
        group: toldCode(group),
        reason: toldCode(reason),
        says: words.inWords('carc', reason),
        amountCents,
      })),
    ...('none' in due
      ? { deadline: 'none', computation: [due.none] }
      : { deadline: due.window.deadline ?? 'unknown', computation: [...due.window.steps] }),
    ...('level' in due && { level: due.level }),
    history: denial.families.map((family) => {
      const { answered = 0, won = 0, recoveredCents: recovered = 0 } = history.get(historyKey(claim.payer.id, family)) ?? {};
      return { family, answered, won, recoveredCents: recovered };
    }),
    ...(by !== undefined && { by: wordTold(by) }),
    ...(word.date !== undefined && { date: word.date }),
  };
}

function wordTold({ remittance, date, remitted }: RemittedRecord) {
  const { segment, paidCents } = remitted;
  return { remittance, segment, paidCents, ...(date !== undefined && { date }) };
}

function reasonTold({ reason: told, causes, advice }: ToldReason, words: AdjustmentWords) {
  const { line, remitted, group, reason, family, amountCents, remarks, segment } = told;
  const code = line?.code ?? remitted?.code;
  return {
    group: toldCode(group),
    reason: toldCode(reason),
    says: words.inWords('carc', reason),
    amountCents,
    remarks: remarks.map((one) => ({ code: toldCode(one), says: words.inWords('rarc', one) })),
    segment,
    causes: causes.map(({ says, shownBy }) => ({ says, shownBy: [...shownBy] })),
    advice: { ...advice },
    ...(line !== undefined && { line: line.number }),
    ...(code !== undefined && { code }),
    ...(family !== undefined && { family }),
  };
}
