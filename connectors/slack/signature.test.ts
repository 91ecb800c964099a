import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signatureOf, whyUnsigned } from './signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = new Date('2026-09-21T13:55:00Z');
const SECONDS = NOW.getTime() / 1_000;

function at(seconds: number, body = Buffer.from('token=x&text=hello'), secret = SECRET) {
  const timestamp = String(SECONDS + seconds);
  return { timestamp, signature: signatureOf(timestamp, body, secret), body };
}

test('signs as the published example does', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

  const signature = signatureOf('1531420618', Buffer.from(body), SECRET);

  expect(signature).toBe('v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503');
});

test.each([
  ['now', 0, undefined],
  ['4:59 ago', -299, undefined],
  ['5:01 ago', -301, 'old'],
  ['4:59 ahead', 299, undefined],
  ['5:01 ahead', 301, 'ahead'],
  ['an hour ahead', 3_600, 'ahead'],
] as const)('takes a request of %s as it should', (_name, seconds, why) => {
  expect(whyUnsigned(at(seconds), SECRET, NOW)).toBe(why);
});

test('refuses what is signed with another secret', () => {
  expect(whyUnsigned(at(0, Buffer.from('a'), 'another secret'), SECRET, NOW)).toBe('wrong');
});

test('refuses what has no signature or no time', () => {
  const { timestamp, signature, body } = at(0);

  expect(whyUnsigned({ timestamp: undefined, signature, body }, SECRET, NOW)).toBe('missing');
  expect(whyUnsigned({ timestamp, signature: undefined, body }, SECRET, NOW)).toBe('missing');
});

test('refuses any other time, body or signature than what was signed', () => {
  const good = at(0);
  fc.assert(
    fc.property(fc.string(), fc.uint8Array(), fc.constantFrom('timestamp', 'signature', 'body'), (text, bytes, what) => {
      const forged = { ...good, [what]: what === 'body' ? Buffer.from(bytes) : text };
      fc.pre(what === 'body' ? !Buffer.from(bytes).equals(good.body) : text !== good[what]);
      expect(whyUnsigned(forged, SECRET, NOW)).toBeDefined();
    }),
    { numRuns: 2_000 },
  );
});

test.each(['1790000000.5', ' 1790000000', '1e9', '-5', '0x10', 'NaN', '', '99999999999999'])('takes %j for no time', (timestamp) => {
  const body = Buffer.from('{}');

  expect(whyUnsigned({ timestamp, signature: signatureOf(timestamp, body, SECRET), body }, SECRET, NOW)).toBe('wrong');
});
