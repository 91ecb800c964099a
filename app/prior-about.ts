import type { Planner, Question } from '#agent/plan.ts';

type About = Omit<Question, 'text'>;

/** What a conversation is about after its earlier questions, found by planning them in turn without running any. */
export async function priorAbout(planner: Planner, prior: readonly string[], role: string | undefined): Promise<About> {
  let about: About = { roles: role === undefined ? [] : [role] };
  for (const text of prior) {
    const { steps } = await planner.plan({ text, ...about });
    for (const { input } of steps) {
      const { encounter, code } = input as { readonly encounter?: unknown; readonly code?: unknown };
      about = {
        ...about,
        ...(typeof encounter === 'string' && { encounter }),
        ...(typeof code === 'string' && { code }),
      };
    }
  }
  return about;
}
