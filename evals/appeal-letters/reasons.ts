/** Every reason for which an appeal of a demo claim may be refused, by how its sentence reads. One that is not here is a fault. */
export const REASONS: Readonly<Record<string, RegExp>> = {
  'too late': /^The time to appeal ended on \d{4}-\d\d-\d\d\. .*it would come \d+ days? after the last day\.$/,
  'nothing is denied now': /^The newest remittance of this claim denies nothing\./,
  'a duplicate of what was answered': /^R-\d+ refuses it as a duplicate of what R-\d+ answers\. /,
  'the benefit': /^The payer says that the plan does not cover the service\./,
  'the cover': /^The payer says that it did not cover the patient then\./,
  'a limit': /^The payer says that a limit of the benefit is reached\./,
  'the record does not state it': /^The record, as the coder program reads it, does not state/,
  'the record does not give the reason': /^The record does not say why line \d+/,
  'the level of a visit': /is about the level of a visit\. No letter is drafted for that/,
  'a clinical judgement that nobody names': /contests a clinical judgement, and not which/,
  'a reason that no letter answers': /gives a reason that no letter of this program answers/,
  'a document that is absent': /^The payer asks for .*does not hold a final one/,
  'the record contradicts itself': /^The record does not stand for/,
  'a corrected claim': /send a corrected claim/,
  'another payer first': /bill that plan first/,
  'the same of two claims': /^The claim has no other line with .*Look whether another claim was paid for it/,
  'the record does not show it': /^The record does not/,
};

export function reasonOf(says: string): string | undefined {
  return Object.entries(REASONS).find(([, reads]) => reads.test(says))?.[0];
}
