import type { Proposal } from '#guardrails/proposal.ts';
import type { GuardedUnit } from '#guardrails/unit.ts';

const AT_ONCE = 500;

/** Every proposal that waits, however many there are, newest first. */
export async function* everyPending(
  { proposals }: Pick<GuardedUnit, 'proposals'>,
  only: { readonly escalated?: true } = {},
): AsyncGenerator<Proposal> {
  let before: string | undefined;
  for (;;) {
    const page = await proposals.list({ state: 'pending', ...only, limit: AT_ONCE, ...(before !== undefined && { before }) });
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < AT_ONCE) return;
  }
}
