import type { Block } from '#core/answer/block.ts';
import { sheetOf, type LetterSheet } from '#core/appeals/letter/letter-sheet.ts';
import { Failure } from '#core/errors.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { ReadLetter, readLetter } from '#tools/read-letter/tool.ts';

export interface LetterAsked {
  readonly proposal: string;
  /** With its enclosures in full. */
  readonly packet: boolean;
  readonly letterhead: readonly string[] | undefined;
}

/** A letter as it is laid out on paper, for whoever may read it. Throws the Failure of the one door. */
export async function letterSheet({ proposal, packet, letterhead }: LetterAsked, context: ToolContext): Promise<LetterSheet> {
  const outcome = await invoke(readLetter, { proposal, enclosures: packet }, context);
  if (outcome.status === 'refused') throw refusal(outcome.failure, outcome.blocks);
  return sheetFor(ReadLetter.parse(outcome.result), letterhead);
}

function sheetFor({ letter, proposal, claim, approved, enclosed }: ReadLetter, letterhead: readonly string[] | undefined): LetterSheet {
  const provider = letter.about.find(({ template }) => template === 'about-provider')?.text.replace(/^Provider: /, '') ?? 'The hospital';
  const [name = provider, ...lines] = letterhead ?? [provider.replace(/, NPI \d+$/, ''), provider.replace(/^.*, (NPI \d+)$/, '$1')];
  return sheetOf(letter, { letterhead: { name, lines }, reference: `${proposal.id}, claim ${claim}`, approved, enclosed });
}

/** What the one door refused, with what it said. */
export function refusal(code: Failure['code'], blocks: readonly Block[]): Failure {
  return new Failure(code, blocks.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : [])).join(' '));
}
