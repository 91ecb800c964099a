import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTIONS } from '#agent/chat/actions.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { TOOLS } from '#tools/registry.ts';
import { aRefusedClaim } from './support/billing.ts';
import { openHospital, type Hospital } from './support/hospital.ts';

/** Codes are a coder's, claims and money a biller's. */
const BILLING = /claim|denials|denial|appeal|bill|policy|adjustment|payment|message|remittances/;
/** These name a proposal, of which there is none yet. */
const OF_A_PROPOSAL = new Set(['show_proposal']);

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  await hospital.store.within(hospital.tenant, ({ billing }) => aRefusedClaim(billing));
});
afterAll(() => hospital.close());

const asked = ACTIONS.flatMap(({ says, step }) =>
  says !== undefined && TOOLS.some(({ name }) => name === step) && !OF_A_PROPOSAL.has(step ?? '') ? [[says, step ?? ''] as const] : [],
);

test.each(asked)('"%s" is answered by %s for whoever does that work', async (says, name) => {
  const who = BILLING.test(name) ? 'biller' : 'coder';
  const { steps } = await rulesPlanner().plan({ text: says, roles: [who] });
  const [step] = steps;
  const outcome = await hospital.ask(who, name, step?.input);

  expect(outcome.status === 'refused' ? outcome.blocks : outcome.status).toBe(
    TOOLS.find((tool) => tool.name === name)?.risk === 'read' ? 'done' : 'held',
  );
});
