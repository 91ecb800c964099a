import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { openHospital } from '#tests/support/hospital.ts';
import { knownSentence } from '#agent/chat/opaque/known-sentence.ts';
import { PROGRAM_WORDS } from '#agent/chat/opaque/program-words.ts';
test('x', async () => {
  const h = await openHospital(['E-1042']);
  const bad = new Map<string, string>();
  for (const file of ['questions', 'follow-ups', 'decisions', 'not-decisions', 'refused']) {
    for (const line of readFileSync(`/work/main/agent/planners/cases/${file}.txt`, 'utf8').split('\n')) {
      const head = /^\[([^\]]*)\] (.*)$/.exec(line); if (!head) continue;
      const [encounter, code] = head[1]!.split(' ').filter((w) => w);
      const plan = await rulesPlanner().plan({ text: head[2]!, roles: ['coder'], ...(encounter && { encounter }), ...(code && { code }) });
      for (const one of (plan.why ?? '').split('\n').filter((l) => l)) if (await h.store.within(h.tenant, (u) => knownSentence(one, u)) === undefined) bad.set(one, head[2]!);
    }
  }
  for (const [w, t] of bad) console.log('BAD', w, '| unknown:', w.split(/[^A-Za-z']+/).filter((x) => x && !PROGRAM_WORDS.has(x) && !PROGRAM_WORDS.has(x.toLowerCase())).join(','));
  await h.close();
}, 300000);
