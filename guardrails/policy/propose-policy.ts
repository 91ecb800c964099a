import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Actor, Principal } from '../actor.ts';
import { hold } from '../gate.ts';
import type { Proposal, ProposalDraft } from '../proposal.ts';
import type { GuardedUnit } from '../unit.ts';
import { diffPolicies } from './diff-policies.ts';
import { loosened } from './loosened.ts';
import { mayUse, tierOf, type Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import { tierInWords } from './rule-in-words.ts';
import { understaffed } from './understaffed.ts';

/** What the policy calls the right to propose another one. */
const RIGHT = 'propose_policy';

/**
 * Reads a policy file and holds it for a decision. It changes nothing by that. Throws Failure `bad-config` with the line that is wrong,
 * `not-allowed`, or `bad-input` for a file that says what is in force already.
 */
export async function proposePolicy(
  unit: GuardedUnit,
  { file, text }: { readonly file: string; readonly text: string },
  actor: Actor,
): Promise<Proposal> {
  await unit.lockWriters();
  const before = await unit.policies.inForce();
  if (!mayUse(before, RIGHT, actor))
    throw new Failure('not-allowed', `Your roles may not propose a policy: it is for ${(before.tools[RIGHT] ?? ['nobody']).join(', ')}.`);
  const plain = plainLines(text);
  const after = readPolicy(plain, file);
  if (after.version === before.version)
    throw new Failure(
      'bad-input',
      `${file} says what ${before.version} says, which is in force. Comments and the order of keys change nothing.`,
    );
  return hold(unit, draftOf(before, after, plain, await unit.principals.list()), actor, RIGHT);
}

/** As every machine writes it, whatever editor it came from: the text is kept, and shown to people. */
function plainLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
}

function draftOf(before: Policy, after: Policy, text: string, people: readonly Principal[]): ProposalDraft {
  const { name, version } = after;
  return {
    kind: 'policy.change',
    subject: version,
    payload: { v: 1, name, version, text },
    preview: previewOf(before, after, people),
    editions: [],
    sources: [{ id: 'policy:in-force', version: before.version }],
  };
}

function previewOf(before: Policy, after: Policy, people: readonly Principal[]): Block[] {
  const differences = diffPolicies(before, after);
  const warnings = [...loosened(before, after).map((says) => `Easier than before: ${says}`), ...understaffed(after, people)];
  return [
    { kind: 'title', text: `Bring the policy ${after.version} into force` },
    {
      kind: 'facts',
      rows: [
        ['In the place of', before.version],
        ['Decided by', tierInWords(tierOf(before, { kind: 'policy.change' }))],
        ['Rules that change', String(differences.length)],
      ],
    },
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    ...(differences.length === 0
      ? ([{ kind: 'text', text: 'Every rule says the same; only their order is another.' }] satisfies Block[])
      : ([
          {
            kind: 'table',
            columns: ['Rule', 'Before', 'After'],
            rows: differences.map(({ rule, before, after }) => [rule, before, after]),
          },
        ] satisfies Block[])),
    {
      kind: 'note',
      tone: 'plain',
      text: 'Once it is in force it counts at once and for everyone. Whatever waits under the policy before it has to be asked for again.',
    },
  ];
}
