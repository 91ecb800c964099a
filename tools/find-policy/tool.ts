import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { Clause, PolicyDocument } from '#core/policy-library/clause.ts';
import { defineTool } from '../define-tool.ts';
import type { ReadingUnit } from '../unit.ts';

const MOST = 20;

export const FoundPolicies = z.object({
  clauses: z.array(
    z.object({
      id: z.string(),
      heading: z.string(),
      text: z.string(),
      document: z.string(),
      title: z.string(),
      publisher: z.string(),
      payer: z.string().optional(),
      from: z.string(),
      until: z.string().optional(),
      /** Told in the words of whoever wrote the file, and not to be quoted. */
      summary: z.boolean(),
      sha256: z.string(),
    }),
  ),
  on: z.string().optional(),
});
export type FoundPolicies = z.infer<typeof FoundPolicies>;

export const findPolicy = defineTool({
  name: 'find_policy',
  summary: 'Find clauses of payers and of the law in the policy library, by words or by id, as they were in force on a day.',
  risk: 'read',
  input: z
    .object({
      words: z.string().min(1).max(300).optional().describe('Words to look for'),
      clause: z.string().min(1).max(120).optional().describe('A clause by its id, such as blue-fern-policy/4.2'),
      payer: z.string().min(1).max(60).optional().describe('Id or name of a payer: its clauses and the law'),
      on: LocalDate.optional().describe('Day on which it was in force, YYYY-MM-DD'),
      limit: z.int().min(1).max(MOST).optional(),
    })
    .refine(({ words, clause }) => (words === undefined) !== (clause === undefined), 'give words or a clause, and not both'),
  output: FoundPolicies,
  async run({ words, clause, payer, on, limit = 5 }, { unit }) {
    const { library } = unit.billing;
    const day = on === undefined ? {} : { on };
    if (clause !== undefined) {
      const found = await library.clause(clause, on);
      if (found === undefined)
        throw new Failure(
          'not-found',
          `There is no clause ${clause}${on === undefined ? '' : ` in force on ${on}`} in the policy library. "countersign library list" lists its documents.`,
        );
      return { clauses: [shown(found)], ...day };
    }
    const found = await library.search(words ?? '', {
      ...(payer !== undefined && { payer: await payerCalled(payer, unit) }),
      ...day,
      limit,
    });
    return { clauses: found.map(shown), ...day };
  },
  present: presentPolicies,
});

/** A payer by its id or by the beginning of its name, as its terms and its policies have them. */
async function payerCalled(typed: string, { billing }: ReadingUnit): Promise<string> {
  const named = [
    ...(await billing.terms.list()).map(({ payer, name }) => ({ id: payer, name })),
    ...(await billing.library.list()).flatMap(({ payer, publisher }) => (payer === undefined ? [] : [{ id: payer, name: publisher }])),
  ];
  const wanted = typed.toLowerCase();
  const exact = named.filter(({ id, name }) => [id.toLowerCase(), name.toLowerCase()].includes(wanted));
  const begun = exact.length > 0 ? exact : named.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const [id, other] = new Set(begun.map((one) => one.id));
  if (id === undefined)
    throw new Failure(
      'not-found',
      'No payer of that name or id has terms or a policy here. "countersign library list" lists the policies.',
    );
  if (other === undefined) return id;
  const names = [...new Set(begun.map(({ name }) => name))].join(', ');
  throw new Failure('bad-input', `Which payer? That is the beginning of ${names}.`);
}

function shown({ document, clause }: { readonly document: PolicyDocument; readonly clause: Clause }): FoundPolicies['clauses'][number] {
  const { id, title, publisher, payer, from, until, summary, sha256 } = document;
  return {
    ...clause,
    ...{ document: id, title, publisher, from, summary: summary === true, sha256 },
    ...(payer !== undefined && { payer }),
    ...(until !== undefined && { until }),
  };
}

function presentPolicies({ clauses, on }: FoundPolicies): Block[] {
  const day = on === undefined ? '' : ` in force on ${on}`;
  if (clauses.length === 0) return [{ kind: 'text', text: `The policy library has no clause${day} with these words.` }];
  return [
    { kind: 'title', text: `${clauses.length === 1 ? '1 clause' : `${clauses.length} clauses`}${day}` },
    ...clauses.flatMap(({ id, heading, text, title, publisher, from, until, summary }): Block[] => {
      const source = `${id} · ${title}, ${heading} · ${publisher} · from ${from}${until === undefined ? '' : ` to ${until}`}`;
      if (!summary) return [{ kind: 'quote', text, source }];
      return [
        { kind: 'text', text },
        { kind: 'note', tone: 'plain', text: `${source} · in our own words` },
      ];
    }),
  ];
}
