import type { Icd10Cm } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Proposal, ProposalDraft } from '#guardrails/proposal.ts';
import { isCode } from '#guardrails/standing.ts';
import { codeEncounter } from '../coding/code-encounter.ts';
import { codeStandings } from '../coding/code-standing.ts';
import type { Running } from '../define-tool.ts';
import { asSentence } from '../evidence/sentence.ts';
import { draftCode, type Replaced } from './draft-code.ts';

/**
 * What a person wants in the place of a proposed code, read against today's chart as every code is that is put up. Throws Failure
 * `bad-input` with the coder's own sentence for a code that could not be reported, and for a proposal that is of no code.
 */
export async function draftCodeChange(before: Proposal, to: Icd10Cm, running: Running): Promise<ProposalDraft> {
  const { id, kind, encounter, subject } = before;
  if (!isCode(kind) || encounter === undefined)
    throw new Failure(
      'bad-input',
      `${id} is ${kind}, and only a code is changed in this way. Withdraw it and ask again for what is wanted.`,
    );
  if (subject === to) throw new Failure('bad-input', `${id} proposes ${to} already. Nothing was changed.`);
  const coded = await codeEncounter(encounter, running);
  const { now, rejected } = await codeStandings(encounter, running.unit);
  const standings = { now: new Map([...now].filter(([code]) => code !== subject)), rejected };
  const drafted = draftCode(to, coded, { standings, codes: [to], policy: running.policy }, replacedBy(before));
  if ('refused' in drafted) throw new Failure('bad-input', `${asSentence(drafted.refused.why)} ${id} was not changed.`);
  return drafted.draft;
}

/** What falls out is what the first proposal would have written. */
function replacedBy({ kind, payload }: Proposal): Replaced {
  const { code, rank } = parsePayload(kind as 'code.accept', payload);
  return { code, rank };
}
