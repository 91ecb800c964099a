import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Block } from '#core/answer/block.ts';
import type { ChatUnit } from '#agent/chat/store.ts';
import { TOOLS } from '#tools/registry.ts';
import { anyOf, type TextsAt } from '#tests/support/arbitrary-output.ts';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import { bodyOf } from '../outbound/hold-back.ts';
import { opaqueOf } from './opaque-of.ts';
import { OPAQUE } from './presenters.ts';
import { HELD_BACK } from './sentence.ts';

const CANARIES = [
  'quorblixine',
  'Vuttermere',
  'The quorblixine regimen was continued.',
  'patient Zaffrinel, Orla: quorblixine 40 mg',
  'zaffrinel.quorblixine',
  'read.Quorblixine',
  'I.C.quorblixine',
  'E-1042',
  'D-1042-9',
  'SYN-1042',
  'P-1042 Testa',
  'Testa, Marguerite',
  '1954-06-18',
  '2026-03-14',
  '555-010-1234',
  '123-45-6789',
  'Instruction-like text in D-1042-9.',
];
const LIVE = /quorblixine|vuttermere|zaffrinel|testa|marguerite|\bE-1042|D-1042|SYN-1042|1954-06-18|2026-03-14|555-010|123-45/i;
/** Of what an edition says: it is of no patient, and is shown whole. */
const OF_THE_QUESTION = /^(?:query|says|day|today|found\.(?:words|without|unknown\.word))$/;

/** What opens the way to what stands beside it: a row without its proposal is not told at all. */
const SOUND = [
  'P-17',
  'I50.23',
  'check.code-first',
  'I.C.9.a.3',
  'approved',
  'dana.reyes',
  'coder-7',
  '2026-11-22T09:00:00.000Z',
  'code.accept',
  'present',
];
const KEYS = ['code', 'proposal', 'encounter', 'reason', 'document', 'dana.reyes'];

const everywhere: TextsAt = (path) =>
  path.endsWith('.key')
    ? fc.constantFrom(...KEYS, ...CANARIES)
    : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...CANARIES) }, { weight: 3, arbitrary: fc.constantFrom(...SOUND) });
const inQuestions: TextsAt = (path) =>
  OF_THE_QUESTION.test(path) ? everywhere(path) : fc.constantFrom('Failure, heart', 'I50.23', 'words');

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
});
afterAll(() => hospital.close());

const within = <T>(work: (unit: ChatUnit) => Promise<T>): Promise<T> => hospital.store.within(hospital.tenant, work);
const opaque = () => opaqueOf({ editions: hospital.as('coder').editions });

test('every tool can be told without chart words, and no other', () => {
  expect(OPAQUE.map(({ tool }) => tool.name).toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
});

test.each(TOOLS.map((tool) => [tool.name, tool] as const))('whatever %s finds, no text of it is told', async (name, tool) => {
  const results = anyOf(tool.output, name === 'lookup_code' ? inQuestions : everywhere);
  let told = 0;
  await within(async (unit) => {
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        const outcome = { status: 'done', tool: name, result: result as never, blocks: [] } as const;
        const blocks = await opaque().answer(
          { blocks: proposalsOf(result), plan: { steps: [] }, outcomes: [outcome], proposals: [] },
          unit,
        );
        const body = bodyOf(blocks);
        if (!body.includes(HELD_BACK)) told += 1;
        expect(LIVE.exec(body)?.[0]).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });
  // Where every result were held back, nothing would be shown by this.
  expect(told).toBeGreaterThan(10);
});

/** Lines of every proposal that a result may name, so that it lists them. */
function proposalsOf(result: unknown): readonly Block[] {
  const ids = new Set(bodyOf(result).match(/P-\d+/g) ?? []);
  return [...ids].map((id) => ({ kind: 'proposal', id, state: 'pending', says: '' }));
}

test('the answer of a tool that nobody wrote a presenter for is held back, and so is a result of another shape', async () => {
  const outcomes = [
    { status: 'done', tool: 'read_minds', result: { says: 'quorblixine' }, blocks: [{ kind: 'text', text: 'quorblixine' }] },
    { status: 'done', tool: 'explain_code', result: { says: 'quorblixine' }, blocks: [] },
  ] as const;
  for (const outcome of outcomes) {
    const answer = { blocks: [], plan: { steps: [] }, outcomes: [outcome], proposals: [] };

    expect(await within((unit) => opaque().answer(answer, unit))).toEqual([{ kind: 'text', text: HELD_BACK }]);
  }
});
