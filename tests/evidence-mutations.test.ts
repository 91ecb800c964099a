import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { hold } from '#guardrails/gate.ts';
import { ProposalDraft } from '#guardrails/proposal.ts';
import { aChart } from './support/a-chart.ts';
import { databases } from './support/databases.ts';
import { diceOf } from './support/dice.ts';
import { fill, type Hospital } from './support/hospital.ts';
import { MUTATIONS, mutatedDrafts, type Genuine } from './support/mutated-evidence.ts';

const COUNT = 1_000;
const EVERY = { embedded: 1, postgres: 2 } as const;
const SEED = 20_260_311;
const SHARE = 0.995;
const REFUSAL = /^The evidence for \S+ does not stand: .*Nothing was proposed\.$/;
const DEMO = ['E-1042', 'E-1044', 'E-2001', 'E-2003', 'E-2009'];

/** What was copied from day to day, a form that nobody filled in, a relative and a denial, around what the patient has. */
const COPIED = aChart('inpatient', [
  {
    type: 'history-and-physical',
    text: 'FAMILY HISTORY: Mother had pneumonia and hypertension.\nROS: Denies chest pain. No evidence of pulmonary embolism.\n\nASSESSMENT:\n1. Pneumonia\n2. Hypertension\n3. Acute kidney injury, improving',
  },
  { type: 'progress-note', text: 'Day 2.\n\nASSESSMENT:\n1. Pneumonia\n2. Hypertension\n3. Acute kidney injury, improving' },
  { type: 'other', role: 'system', text: 'TEMPLATE\nPneumonia [ ]  Hypertension [ ]  Acute kidney injury [ ]' },
  'Hospital course: pulmonary embolism was ruled out.\n\nDISCHARGE DIAGNOSES:\n1. Pneumonia\n2. Hypertension\n3. Acute kidney injury',
]);

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('evidence at the gate, on $name', { timeout: 240_000 }, ({ name, open }) => {
  let hospital: Hospital;
  const genuine: Genuine[] = [];
  beforeAll(async () => {
    hospital = await fill(await open(), DEMO, [COPIED]);
    for (const encounter of [...DEMO, COPIED.encounter.id]) {
      await hospital.ask('coder', 'propose_codes', { encounter });
      genuine.push(...(await waiting(encounter)));
    }
  }, 240_000);
  afterAll(() => hospital.close());

  /** What was drafted for an encounter with evidence of its own, and waits. */
  const waiting = (encounter: string): Promise<Genuine[]> =>
    hospital.store.within(hospital.tenant, async ({ proposals, charts, traces }) => {
      const chart = await charts.find(encounter);
      const found: Genuine[] = [];
      for (const proposal of await proposals.list({ encounter, state: 'pending', limit: 100 })) {
        const keys = Object.keys(ProposalDraft.shape) as (keyof ProposalDraft)[];
        const trace = await traces.find(proposal.trace ?? '');
        if (chart === undefined || trace === undefined) throw new Error(`${proposal.id} rests on nothing`);
        found.push({ draft: ProposalDraft.parse(Object.fromEntries(keys.map((key) => [key, proposal[key]]))), chart, trace });
      }
      return found;
    });
  /** What the gate says to a draft; whatever it holds is rolled back. */
  async function saidTo(draft: ProposalDraft): Promise<string> {
    const through = new Error('held');
    try {
      await hospital.store.within(hospital.tenant, async (unit) => {
        await hold(unit, draft, hospital.as('coder').actor, 'propose_codes');
        throw through;
      });
    } catch (thrown) {
      if (thrown === through) return 'held';
      if (thrown instanceof Failure && thrown.code === 'bad-input') return thrown.says;
      throw thrown;
    }
    return 'held';
  }

  test('what the coder drafted is held as it is', async () => {
    expect(genuine.length).toBeGreaterThan(30);
    for (const { draft } of genuine) expect(await saidTo(draft)).toBe('held');
  });

  test(`of ${COUNT} drafts with evidence that does not stand, ${SHARE * 100}% are refused, and all whose words are not in the chart`, async () => {
    const mutated = mutatedDrafts(genuine, COUNT, diceOf(SEED)).filter((_one, at) => at % EVERY[name] === 0);
    const held: string[] = [];
    const unclear: string[] = [];
    for (const { kind, draft } of mutated) {
      const said = await saidTo(draft);
      if (said === 'held') held.push(kind);
      else if (!REFUSAL.test(said)) unclear.push(said);
    }
    const of = (kind: string): number => mutated.filter((one) => one.kind === kind).length;
    console.log(
      `evidence, ${name}: ${mutated.length - held.length} of ${mutated.length} refused (${MUTATIONS.map((kind) => `${kind} ${of(kind)}`).join(', ')})`,
    );

    expect(mutated).toHaveLength(COUNT / EVERY[name]);
    expect(MUTATIONS.filter((kind) => of(kind) * EVERY[name] < 10)).toEqual([]);
    expect(unclear).toEqual([]);
    expect(held.length / mutated.length).toBeLessThanOrEqual(1 - SHARE);
    expect(held.filter((kind) => kind.startsWith('not found verbatim'))).toEqual([]);
  });

  test('a refusal names the place and no word of the chart', async () => {
    const [first] = genuine;
    const words = first?.trace.suggestions[0]?.evidence[0]?.text ?? '';
    const [late] = mutatedDrafts(genuine.slice(0, 1), 1, diceOf(SEED));

    expect(words.length).toBeGreaterThan(4);
    expect(await saidTo(late!.draft)).toMatch(/characters \d+-\d+ of D-/);
    expect(await saidTo(late!.draft)).not.toContain(words);
  });
});
