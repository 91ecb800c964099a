import type { Block } from '#core/answer/block.ts';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import { sentencesOf, type AppealLetter } from '#core/appeals/letter/letter.ts';
import { mayBeWorded, saysWorded } from '#core/appeals/letter/wording/word-letter.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { hold } from '#guardrails/gate.ts';
import { ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import type { Hospital } from './hospital.ts';

/** Puts a letter up as a client might, with a wording of the first sentence of these templates, and a text to match. */
export async function putUpWorded(
  hospital: Hospital,
  { kind, encounter, subject, preview, editions, sources, payload, trace }: Proposal,
  template: string,
  forge: (text: string) => string,
  change: (sentence: AppealLetter['title']) => void = () => undefined,
  shown: (text: string) => string = (text) => text,
): Promise<string> {
  const changed = structuredClone(parsePayload('appeal.submit', payload));
  const { written } = changed.letter;
  const of = new RegExp(`^(?:${template})`, 'u');
  const sentence = written && sentencesOf(written).find((one) => of.test(one.template));
  if (written === undefined || sentence === undefined) throw new Error(`no sentence ${template}`);
  sentence.worded = forge(sentence.text);
  change(sentence);
  changed.letter.text = shown(letterText(written));
  const card = preview.map((block) =>
    block.kind === 'text' ? { ...block, text: block.text.replace(sentence.text, () => sentence.worded ?? '') } : block,
  );
  const again = ProposalDraft.parse({
    ...{ kind, encounter, subject, preview: saying(card, written), editions, sources },
    ...(trace !== undefined && { trace }),
    payload: JSON.parse(JSON.stringify(changed)) as typeof payload,
  });
  return hospital.store
    .within(hospital.tenant, (unit) => hold(unit, again, hospital.as('biller').actor, 'a_test'))
    .then(({ id }) => id)
    .catch((thrown: unknown) => (thrown instanceof Error && 'says' in thrown ? String(thrown.says) : String(thrown)));
}

/** The card with what it has to say of one wording. */
function saying(card: readonly Block[], letter: AppealLetter): Block[] {
  const sentences = letter.paragraphs.flatMap((paragraph) => ('table' in paragraph ? [] : paragraph));
  const of = sentences.filter((one) => mayBeWorded(one, letter)).length;
  const note: Block = {
    kind: 'note',
    tone: 'plain',
    text: saysWorded({ of, kept: 1, why: new Map(of > 1 ? [['the model gave none', of - 1]] : []) }),
  };
  return card.flatMap((block): Block[] => (block.kind === 'facts' ? [note, block] : [block]));
}
