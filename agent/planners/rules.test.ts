import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../plan.ts';
import { rulesPlanner } from './rules.ts';

const planner = rulesPlanner();
const FILES = ['questions', 'follow-ups', 'billing', 'billing-asked', 'billing-not-orders', 'decisions', 'not-decisions', 'refused'];

describe.each(FILES)('%s', (file) => {
  test.each(casesOf(file))('[$about] $typed', async ({ typed, about, expected }) => {
    const spoken = about.split(' ').filter((word) => word !== '');
    const [encounter, code] = spoken.filter((word) => !/^[AC]-\d+$/.test(word));
    const claim = spoken.find((word) => word.startsWith('C-'));
    const account = spoken.find((word) => word.startsWith('A-'));

    const plan = await planner.plan({
      text: unescaped(typed),
      roles: [file.startsWith('billing') ? 'biller' : 'coder'],
      ...(encounter !== undefined && { encounter }),
      ...(code !== undefined && { code }),
      ...(claim !== undefined && { claim }),
      ...(account !== undefined && { account }),
    });

    const [steps = '', why = ''] = expected.split(/(?:^| )- /);
    expect(written(plan)).toBe(steps);
    expect((plan.why ?? '').split('\n')[0]?.slice(0, why.length)).toBe(why);
    expect(plan.steps.length === 0 && plan.why === undefined).toBe(false);
  });
});

test('the tables hold more than 400 ways to ask', () => {
  const all = FILES.flatMap(casesOf);

  expect(new Set(all.map(({ typed, about }) => `${about} ${typed}`)).size).toBeGreaterThan(400);
});

test('nothing that is no order of a biller is put up or decided', async () => {
  for (const { typed, about } of casesOf('billing-not-orders')) {
    const [claim, account] = ['C-', 'A-'].map((kind) => about.split(' ').find((word) => word.startsWith(kind)));
    const { steps } = await planner.plan({ text: typed, roles: ['biller'], ...(claim && { claim }), ...(account && { account }) });

    expect([typed, steps.filter(({ tool }) => /^(?:draft|propose|decide)/.test(tool))]).toEqual([typed, []]);
  }
});

test('gives the same plan whatever was asked before it', async () => {
  const question = { text: 'why not I50.33?', encounter: 'E-1042', roles: [] };
  const first = await planner.plan(question);

  for (const { typed } of casesOf('refused')) await planner.plan({ text: typed, roles: [] });

  expect(await planner.plan(question)).toEqual(first);
});

test('never plans a decision from a text longer than a message', async () => {
  const plan = await planner.plan({ text: `approve P-17\n${'The patient was seen and examined. '.repeat(60)}`, roles: [] });

  expect(plan.steps).toEqual([]);
  expect(plan.why).toContain('long text');
});

function casesOf(file: string): readonly { readonly typed: string; readonly about: string; readonly expected: string }[] {
  const lines = readFileSync(new URL(`cases/${file}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.flatMap((line, index) => {
    const head = /^\[([^\]]*)\] (.*)$/.exec(line);
    return head === null ? [] : [{ about: head[1] ?? '', typed: head[2] ?? '', expected: (lines[index + 1] ?? '').trim() }];
  });
}

/** What is typed in a case: `\n` is a line break, `\u202E` a character that nobody would see in the table. */
function unescaped(typed: string): string {
  return typed.replaceAll('\\n', '\n').replaceAll(/\\u([0-9A-F]{4})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

/** `explain_code E-1042 I50.23 | show_ledger E-1042`; free words stand in quotation marks. */
function written({ steps }: Plan): string {
  return steps
    .map(({ tool, input }) => [tool, ...Object.entries(input).map(([key, value]) => writtenValue(key, value))].join(' '))
    .join(' | ');
}

/** Figures and days that say nothing by themselves. */
const LABELLED: ReadonlySet<string> = new Set(
  'eachCents atLeastCents atMostCents due dueBy dueInDays refusedIn refusedWithinDays order first'.split(' '),
);

function writtenValue(key: string, value: unknown): string {
  if (LABELLED.has(key)) return `${key}=${String(value)}`;
  if (Array.isArray(value)) return value.join('+');
  const free = key === 'reason' || key === 'query' || (key === 'document' && /[a-z]/.test(String(value)));
  return free ? JSON.stringify(value) : String(value);
}
