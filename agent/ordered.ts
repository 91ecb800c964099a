import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { DecideStep } from './plan.ts';

/** What a person's order came to. */
export interface Ordered {
  /** The answer where it was the only order. */
  readonly blocks: readonly Block[];
  /** The same in a line, where it was one of several. */
  readonly line: string;
  /** What has to be seen beside that line: warnings, a menu, a fresh card. */
  readonly beside: readonly Block[];
  /** It did what was ordered. */
  readonly taken: boolean;
  /** Proposals that no longer wait because of it. */
  readonly decided: readonly string[];
  /** Proposals that were made, or wait on. */
  readonly made: readonly string[];
  readonly refused?: FailureCode;
}

/** What a person called the thing that they ordered something for. */
export function nameOf({ proposal, code, encounter }: DecideStep['input']): string {
  const on = encounter === undefined ? '' : ` on ${encounter}`;
  return proposal?.toUpperCase() ?? (code === undefined ? 'It' : `${code}${on}`);
}

export function refusal(
  input: DecideStep['input'],
  { code, says, beside = [], made = [] }: { code: FailureCode; says: string; beside?: readonly Block[]; made?: readonly string[] },
): Ordered {
  const blocks: Block[] = [{ kind: 'note', tone: 'warning', text: says }, ...beside];
  return { blocks, line: `${nameOf(input)} refused: ${says}`, beside, taken: false, decided: [], made, refused: code };
}
