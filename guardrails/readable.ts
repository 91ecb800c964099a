import { Failure } from '#core/errors.ts';
import { readingGrade, tooHard } from '#core/reading-grade/reading-grade.ts';
import { parsePayload } from './effects/payloads.ts';
import type { ProposalDraft } from './proposal.ts';

/**
 * Throws Failure `bad-input` for words to a patient that read above grade 8, whoever wrote them. Names in it are those of whoever is
 * addressed.
 */
export function mustBeReadable({ kind, payload }: Pick<ProposalDraft, 'kind' | 'payload'>): void {
  if (kind !== 'patient-message.send') return;
  const { text, language, to } = parsePayload(kind, payload);
  const hard = tooHard(readingGrade(text, language, [to.name, ...to.name.split(/[\s,]+/)]));
  if (hard !== undefined) throw new Failure('bad-input', `The message to the patient is too hard to read. ${hard} Nothing was proposed.`);
}
