import { expect, test } from 'vitest';
import { person, policyFrom, POLICY_TEXT } from '#tests/support/a-case.ts';
import { diffPolicies } from './diff-policies.ts';
import { loosened } from './loosened.ts';
import { understaffed } from './understaffed.ts';

const before = policyFrom().policy;
const changedTo = (...edits: readonly (readonly [string, string])[]) => {
  let text = POLICY_TEXT;
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the baseline has no ${from}`);
    text = text.replace(from, to);
  }
  return policyFrom(text).policy;
};

test('what changes is said by rule, before and after, in words', () => {
  const after = changedTo(
    ['suggest_codes: [coder, coding-lead, cdi, compliance]', 'suggest_codes: [coder]'],
    ['roles: [biller, billing-lead], makerMayDecide: false, upTo: $250.00', 'roles: [billing-lead], makerMayDecide: false, upTo: $100.00'],
    ['expiresInHours: 72', 'expiresInHours: 24'],
    ['duplicate: It is on the encounter already', 'already-there: It is on the encounter already'],
  );

  expect(diffPolicies(before, after)).toEqual([
    { rule: 'Who may use suggest_codes', before: 'cdi, coder, coding-lead, compliance', after: 'coder' },
    { rule: 'code.accept: waits for', before: '72 hours', after: '24 hours' },
    ...['code.accept', 'code.add', 'code.change'].flatMap((kind) => [
      { rule: `${kind}: reasons to reject, duplicate`, before: 'It is on the encounter already', after: 'none' },
      { rule: `${kind}: reasons to reject, already-there`, before: 'none', after: 'It is on the encounter already' },
    ]),
    {
      rule: 'adjustment.post: who decides, tier 1',
      before: 'up to $250.00; biller or billing-lead; one signature; whoever asked may not sign',
      after: 'up to $100.00; billing-lead; one signature; whoever asked may not sign',
    },
  ]);
});

test('a threshold of confidence that moves is told in words', () => {
  expect(diffPolicies(before, changedTo(['straightforwardFrom: 0.85', 'straightforwardFrom: 0.9']))).toEqual([
    {
      rule: 'Confidence of suggested codes',
      before: 'straightforward from 0.85; for someone senior below 0.55',
      after: 'straightforward from 0.9; for someone senior below 0.55',
    },
  ]);
});

test('which amounts are weighed together is told in words, also where the policy leaves it out', () => {
  const rule = 'Amounts weighed together';
  const was = 'what was asked for in 30 days, over all accounts of one patient';

  expect(diffPolicies(before, changedTo(['days: 30, over: patient', 'days: 1, over: account']))).toEqual([
    { rule, before: was, after: 'what was asked for in 1 day, on one account' },
  ]);
  expect(diffPolicies(before, changedTo(['together: { days: 30, over: patient }', '']))).toEqual([]);
});

test('the order of roles and the comments are no difference', () => {
  expect(diffPolicies(before, changedTo(['suggest_codes: [coder, coding-lead, cdi', 'suggest_codes: [cdi, coder, coding-lead']))).toEqual(
    [],
  );
});

test.each([
  [
    'one signature where two were wanted',
    [
      'signatures: 2, including: compliance, makerMayDecide: false }\n    escalateTo: [billing-lead',
      'makerMayDecide: false }\n    escalateTo: [billing-lead',
    ],
    [
      'adjustment.post of $500.01: one signature is enough, and not 2 as before.',
      'adjustment.post of $500.01: no signature of compliance is needed any more.',
    ],
  ],
  [
    'a code that is straightforward sooner',
    ['straightforwardFrom: 0.85', 'straightforwardFrom: 0.7'],
    ['Suggested codes: straightforward from a confidence of 0.7, and not 0.85 as before.'],
  ],
  [
    'a code that someone senior need not see',
    ['seniorBelow: 0.55', 'seniorBelow: 0.3'],
    ['Suggested codes: for someone senior below a confidence of 0.3, and not 0.55 as before.'],
  ],
  [
    'amounts that count for fewer days',
    ['days: 30, over: patient', 'days: 7, over: patient'],
    [
      'Amounts weighed together: what was asked for in 7 days, over all accounts of one patient, and not what was asked for in 30 days, over all accounts of one patient as before.',
    ],
  ],
  [
    'amounts that count on one account alone, though for longer',
    ['days: 30, over: patient', 'days: 60, over: account'],
    [
      'Amounts weighed together: what was asked for in 60 days, on one account, and not what was asked for in 30 days, over all accounts of one patient as before.',
    ],
  ],
  [
    'an amount that was moved',
    ['upTo: $500.00', 'upTo: $50000.00'],
    [
      'adjustment.post of $500.01: one signature is enough, and not 2 as before.',
      'adjustment.post of $500.01: no signature of compliance is needed any more.',
    ],
  ],
  [
    'a maker who may sign',
    [
      'code.add:\n    ask: [coder, coding-lead]\n    decide:\n      - { roles: [coder, coding-lead], makerMayDecide: false, care: look }',
      'code.add:\n    ask: [coder, coding-lead]\n    decide:\n      - { roles: [coder, coding-lead], makerMayDecide: true, care: look }',
    ],
    ['code.add: whoever asked for it may sign it too.'],
  ],
  [
    'a doubtful code that a coder accepts',
    ['{ roles: [coding-lead], makerMayDecide: true, mayReject: [coder] }', '{ roles: [coding-lead, coder], makerMayDecide: true }'],
    ['code.accept marked "senior": coder may decide it, which could not before.'],
  ],
  [
    'a tool that more people may use',
    ['manage_effects: [coding-lead, billing-lead, compliance]', 'manage_effects: [coding-lead, billing-lead, compliance, biller]'],
    ['manage_effects: biller may use it, which could not before.'],
  ],
  [
    'an effect that more people may ask for',
    ['ask: [cdi, coder, coding-lead]', 'ask: [cdi, coder, coding-lead, biller]'],
    ['query.send: biller may ask for it, which could not before.'],
  ],
  ['a longer emergency', ['longestMinutes: 60', 'longestMinutes: 90'], ['Emergencies: for up to 90 minutes, and not 60 as before.']],
  ['an emergency that fewer are told of', ['tell: [compliance]', 'tell: [coding-lead]'], ['Emergencies: compliance is told no more.']],
  [
    'authority that can be lent longer',
    ['longestHours: 336', 'longestHours: 700'],
    ['Lending: for up to 700 hours, and not 336 as before.'],
  ],
] as const)('what becomes easier is said: %s', (_name, edit, says) => {
  expect(loosened(before, changedTo(edit))).toEqual(says);
});

test('what becomes stricter is no warning', () => {
  expect(loosened(before, changedTo(['upTo: $250.00', 'upTo: $100.00'], ['longestMinutes: 60', 'longestMinutes: 30']))).toEqual([]);
  expect(loosened(before, changedTo(['days: 30, over: patient', 'days: 60, over: patient']))).toEqual([]);
  expect(loosened(before, before)).toEqual([]);
});

test('what the people there are could never decide is said', () => {
  const everyone = [
    person('lee', 'coding-lead'),
    person('bea', 'billing-lead'),
    person('ines', 'compliance'),
    person('omar', 'physician-adviser'),
  ];

  expect(understaffed(before, everyone)).toEqual([]);
  expect(understaffed(before, [{ ...everyone[0]!, active: false }, ...everyone.slice(1)])).toContainEqual(
    'code.accept could not be decided by the people there are now (coding-lead; one signature; whoever asked may sign; coder may reject it): nobody has one of those roles.',
  );
  expect(understaffed(before, everyone.slice(0, 2))).toContainEqual(
    expect.stringMatching(/^policy\.change could not be decided .*: nobody here is compliance\.$/),
  );
});
