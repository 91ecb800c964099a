import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EFFECT_KINDS } from '../risk.ts';
import { tierOf } from './policy.ts';
import { readPolicy } from './read-policy.ts';

const BASELINE = readFileSync(new URL('baseline.yaml', import.meta.url), 'utf8');
const lines = BASELINE.split('\n');
/** The baseline with one line of it changed, and the number of that line. */
function edited(line: string, to: string, from = 0): { readonly text: string; readonly at: number } {
  const at = lines.findIndex((one, number) => number >= from && one.includes(line));
  return { text: lines.with(at, lines[at]!.replace(line, to)).join('\n'), at: at + 1 };
}
const after = (line: string): number => lines.findIndex((one) => one.includes(line));
const refusal = (text: string): string => {
  try {
    readPolicy(text, 'ours.yaml');
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : '';
  }
  return 'read';
};

test.each([
  ['a key that is not known', edited('expiresInHours: 72', 'expires: 72'), 'expires'],
  ['a kind of effect that is not known', edited('  code.add:', '  code.invent:'), 'code.invent'],
  ['an expiry that is no number', edited('expiresInHours: 72', 'expiresInHours: soon'), 'expiresInHours'],
  ['an expiry beyond a month', edited('expiresInHours: 72', 'expiresInHours: 7200'), 'expiresInHours'],
  ['an amount that is not written as one', edited('$250.00', '250'), 'write an amount as $250.00'],
  ['no signature at all', edited('signatures: 2', 'signatures: 0'), 'signatures'],
  ['a switch that is no yes or no', edited('makerMayDecide: true }', 'makerMayDecide: maybe }'), 'makerMayDecide'],
  ['a reason without a key', edited('not-supported: The', 'Not Supported: The'), 'a reason has a key such as not-supported'],
  [
    'a confidence of more than one',
    edited('straightforwardFrom: 0.85', 'straightforwardFrom: 85'),
    'confidence.straightforwardFrom: it is at most 1',
  ],
  ['a confidence that is no number', edited('seniorBelow: 0.55', 'seniorBelow: low'), 'confidence.seniorBelow: it is a number'],
  ['a longest time of none', edited('longestMinutes: 60', 'longestMinutes: 0'), 'longestMinutes'],
])('%s is refused with its line', (_says, { text, at }, says) => {
  expect(refusal(text)).toMatch(/^bad-config: Policy ours\.yaml, line \d+: /);
  expect(refusal(text)).toContain(`line ${at}:`);
  expect(refusal(text)).toContain(says);
});

test.each([
  [
    'a tier that nothing reaches',
    edited('makerMayDecide: false, upTo: $250.00', 'makerMayDecide: false', after('adjustment.post')),
    'the tiers after it are never reached',
  ],
  ['a tier below the one before it', edited('upTo: $250.00', 'upTo: $700.00'), 'it is never reached'],
  [
    'a last tier that does not take everything',
    edited('roles: [biller, billing-lead], makerMayDecide: false }', 'roles: [biller, billing-lead], makerMayDecide: false, upTo: $1.00 }'),
    'the last tier takes',
  ],
  ['a signature that nobody can give', edited('including: compliance', 'including: surgeon'), 'surgeon is not among its roles'],
  ['payment flags for whoever picks codes', edited('see_payment_flags: [', 'see_payment_flags: [coder, '), 'coder picks codes'],
  [
    'a code that is for everyone and for someone senior at once',
    edited('seniorBelow: 0.55', 'seniorBelow: 0.9'),
    'it is above straightforwardFrom',
  ],
  [
    'a policy that its own maker may sign',
    edited('including: compliance, makerMayDecide: false', 'including: compliance, makerMayDecide: true', after('policy.change:')),
    'nobody may decide on a policy of their own',
  ],
])('%s is refused', (_says, { text }, says) => {
  expect(refusal(text)).toContain(says);
});

test.each([
  ['who may use a tool', edited('load_edition: [', 'load_edition: [compliance, compliance, '), 'tools.load_edition.1'],
  ['who asks', edited('ask: [', 'ask: [coder, coder, '), 'ask.1'],
  ['who decides', edited('{ roles: [', '{ roles: [billing-lead, billing-lead, '), 'roles.1'],
  ['who rejects', edited('mayReject: [', 'mayReject: [coding-lead, '), 'mayReject.1'],
  ['to whom it is escalated', edited('escalateTo: [', 'escalateTo: [compliance, compliance, '), 'escalateTo.1'],
])('a role that is named twice in %s is refused with its line', (_says, { text, at }, path) => {
  expect(refusal(text)).toContain(`line ${at}:`);
  expect(refusal(text)).toMatch(new RegExp(`${path.replaceAll('.', '\\.')}: [a-z-]+ is named twice\\.$`));
});

test('a kind of effect that is left out is refused: none may be without a rule', () => {
  const [from, to] = [after('  payment-plan.set:'), after('  # A set of payer rules')];

  expect(refusal([...lines.slice(0, from), ...lines.slice(to)].join('\n'))).toContain('payment-plan.set');
});

test.each([
  [
    'an alias without its anchor',
    edited('reasons: &code-reasons', 'reasons:'),
    '*code-reasons names no anchor.',
    after('reasons: *code-reasons') + 1,
  ],
  ['a number that is too small', edited('signatures: 2', 'signatures: 0'), 'signatures: it is at least 1.'],
  ['a number that is too large', edited('expiresInHours: 72', 'expiresInHours: 7200'), 'expiresInHours: it is at most 720.'],
  ['a number with a fraction', edited('longestMinutes: 60', 'longestMinutes: 1.5'), 'longestMinutes: it is a whole number.'],
  ['a list without anything in it', edited('ask: [coder, coding-lead]', 'ask: []'), 'code.accept.ask: it is empty.'],
  ['a tier, counted from one', edited('signatures: 2', 'signatures: 0'), 'effects.appeal.submit.decide, tier 3, signatures:'],
])('%s is refused in plain words', (_says, { text, at }, says, line = at) => {
  expect(refusal(text)).toContain(`line ${line}: `);
  expect(refusal(text)).toContain(says);
});

test('a file with nothing in it is refused as that', () => {
  expect(refusal('')).toBe('bad-config: Policy ours.yaml, line 1: it is empty.');
  expect(refusal('# later\n')).toBe('bad-config: Policy ours.yaml, line 1: it is empty.');
});

test('aliases that multiply are refused and not followed', () => {
  const rows = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe']) rows.push(`${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`);

  expect(refusal(rows.join('\n'))).toContain('its aliases repeat more than a policy can say');
});

test('what is no YAML is refused with its line', () => {
  expect(refusal('name: ours\ntools: [\n')).toMatch(/line 3: it is not YAML/);
  expect(refusal('name: ours\nname: ours\n')).toMatch(/line 2: it is not YAML/);
});

test('the version is of what the file says, and not of how it is written', () => {
  const { version } = readPolicy(BASELINE, 'a');
  const plain = BASELINE.replaceAll(/^ *#.*$/gm, '');

  expect(readPolicy(plain, 'b').version).toBe(version);
  expect(readPolicy(edited('expiresInHours: 72', 'expiresInHours: 71').text, 'c').version).not.toBe(version);
});

test('the baseline has a rule for every kind of effect, and lets nobody sign for money of their own asking', () => {
  const policy = readPolicy(BASELINE, 'baseline.yaml');

  expect(Object.keys(policy.effects).toSorted()).toEqual([...EFFECT_KINDS].toSorted());
  for (const kind of ['adjustment.post', 'write-off.post', 'payment-plan.set', 'patient-message.send', 'appeal.submit'] as const)
    expect(policy.effects[kind].decide.some(({ makerMayDecide }) => makerMayDecide)).toBe(false);
});

test.each([
  ['adjustment.post', 25_000, ['biller', 'billing-lead'], 1],
  ['adjustment.post', 25_001, ['billing-lead'], 1],
  ['adjustment.post', 50_000, ['billing-lead'], 1],
  ['adjustment.post', 50_001, ['billing-lead', 'compliance'], 2],
  ['write-off.post', 50_001, ['billing-lead', 'compliance'], 2],
] as const)('%s of %i cents is decided by %j with %i signatures', (kind, amountCents, roles, signatures) => {
  expect(tierOf(readPolicy(BASELINE, 'baseline.yaml'), { kind, amountCents })).toMatchObject({ roles, signatures });
});

test('what takes care is decided in a later tier, and what was escalated by those above', () => {
  const policy = readPolicy(BASELINE, 'baseline.yaml');

  expect(tierOf(policy, { kind: 'code.accept', care: 'look' })).toMatchObject({ roles: ['coder', 'coding-lead'] });
  for (const kind of ['code.accept', 'code.add', 'code.change'] as const) {
    expect(tierOf(policy, { kind, care: 'senior' })).toMatchObject({ roles: ['coding-lead'], mayReject: ['coder'] });
    expect(tierOf(policy, { kind, care: 'senior', escalatedBy: 'dana' })).not.toHaveProperty('mayReject');
  }
  expect(tierOf(policy, { kind: 'code.change', care: 'routine' })).toMatchObject({ makerMayDecide: true });
  expect(tierOf(policy, { kind: 'code.change', care: 'look' })).toMatchObject({ makerMayDecide: false });
  expect(tierOf(policy, { kind: 'code.change', care: 'routine', escalatedBy: 'dana' })).toMatchObject({
    roles: ['coding-lead', 'compliance'],
  });
});
