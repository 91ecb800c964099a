import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noTerminal, openTerminal, run, type Person } from '../support/terminal.ts';

const why = noTerminal();
if (why !== undefined) process.stderr.write(`Tests at a pseudo-terminal are skipped: ${why}.\n`);

describe.skipIf(why !== undefined)('a coder at a terminal', { timeout: 180_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'terminal-'));
  const settings = { COUNTERSIGN_DATA_DIR: directory, COUNTERSIGN_HTTP_PORT: 'off' };
  let person: Person;

  beforeAll(async () => {
    person = await openTerminal(['start'], settings);
  }, 180_000);
  afterAll(async () => {
    await person.leave();
  });

  test('is told on first start that the demo hospital is loaded and made up', () => {
    expect(person.greeting).toContain('Demo hospital loaded: 17 encounters');
    expect(person.greeting).toContain('You are Dana Reyes (coder)');
    expect(person.greeting).toContain('made up');
  });

  test.each([
    ['code E-1042', ['Codes for E-1042', 'I50.23', 'N18.32', 'First-listed', 'Needs a look', 'starter edition']],
    ['why was I50.23 suggested on E-1042?', ['Acute on chronic systolic heart failure', 'characters', 'Index path', 'Guideline', 'Trace']],
    ['and why not I50.33?', ['I50.33', 'diastolic']],
    ['what does the chart say about kidney function on E-1042?', ['creatinine', 'D-1042-']],
    ['accept I50.23', ['approved', 'Dana Reyes', 'done: Written as a FHIR Condition']],
    ['accept I50.23', ['already accepted by Dana Reyes']],
    ['reject N17.9', ['a rejection has a reason', 'not-supported       The documents do not support it']],
    ['reject N17.9, not supported', ['rejected', '(not-supported)']],
    ['propose the codes', ['I50.23 was already accepted', 'N17.9 was rejected by Dana Reyes']],
    ['add Z79.4', ['Z79.4 on E-1042', 'Nothing is changed yet']],
    ['what is waiting for me?', ['Charts']],
    ['approve P-999', ['There is no proposal P-999']],
    ['show the ledger for E-1042', ['proposal.approved', 'proposal.rejected', 'effect.done', 'Root']],
    ['code E-1402', ['Did you mean E-1042']],
    ['why not I50.99 on E-1042?', ['I50.99']],
    ['what will the weather be?', ['outside what I can answer']],
    ['change E03.9 to E03.8 on E-1043, more specific', ['changed into', 'in the place of E03.9', 'another coder or coding-lead']],
    ['escalate K21.9 on E-1043, contested', ['coding-lead or compliance decides it now']],
    ['reject E87.6, I10 and I48.91 on E-1043, integral', ['2 of 3 done, 1 refused', 'I48.91 has no proposal on E-1043']],
    ['help', ['code E-1042']],
  ] as const)('%s', async (question, says) => {
    const answer = await person.ask(question);

    for (const words of says) expect(answer).toContain(words);
    expect(Math.max(...answer.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(96);
  });

  test('what was accepted is one file, and what was rejected or added is none', () => {
    expect(readdirSync(join(directory, 'effects'))).toHaveLength(1);
  });

  test('ask, as a thin client of the running process, prints the same answer', async () => {
    const typed = await person.ask('why not I50.33 on E-1042?');
    const asked = await run(['ask', 'why not I50.33 on E-1042?'], settings);

    expect(typed.trim()).toBe(asked.stdout.trim());
  });

  test('a pasted text that holds "approve P-2" is no decision', async () => {
    const answer = await person.keys('\u001b[200~note from the ward\rapprove P-2\rend of note\u001b[201~\r');

    expect(answer).not.toContain('approved');
    expect(readdirSync(join(directory, 'effects'))).toHaveLength(1);
  });

  test.each([
    ['whole lines', 'note from the ward\rapprove P-3\r'],
    ['a blank line before an order', '\rapprove P-3\r'],
  ])('text pasted into a terminal without paste marks is one question that decides nothing: %s', async (_name, pasted) => {
    const answer = await person.keys(pasted);

    expect(answer).toContain('lines came at once');
    expect(answer).toContain('> approve P-3');
    expect(answer).toContain('A decision is a line of its own');
    expect(await person.ask('show P-3')).toContain('P-3  pending');
  });

  test('a second start on the same directory is refused with the name of the first', async () => {
    const second = await run(['start'], settings);

    expect(second.status).toBe(75);
    expect(second.stderr.replaceAll(/\s+/g, ' ')).toMatch(/Another Countersign \(pid \d+, started .*`countersign start`\) holds/);
  });
});
