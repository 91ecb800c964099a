import { afterEach, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { NOW, slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { aClick, signedForm } from '#tests/support/slack-signed.ts';
import type { AskForm } from './handing.ts';
import { originIn } from './form-origin.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const now = { now: NOW };
let at: SlackAtWork | undefined;

afterEach(() => at?.close());

const FORM: AskForm = ({ card, button }) =>
  Promise.resolve({
    button,
    card,
    title: 'Reject I50.23 (P-17)',
    reasons: [
      { key: 'not-supported', says: 'The record does not support it' },
      { key: 'other', says: 'Another reason' },
    ],
    asksCode: button === 'change',
  });

test.each(['reject', 'change'] as const)(
  'opens the form of %s at the click, which finds back to the card and its thread',
  async (button) => {
    at = await slackAtWork({ form: FORM });

    const answer = await at.post(signedForm(aClick(button, CARD), now));
    const [opened] = await waitFor(() => at?.standIn.called('views.open') ?? []);

    expect(answer.status).toBe(200);
    const view = opened?.args['view'] as { private_metadata: string; type: string };
    expect(view.type).toBe('modal');
    expect(originIn(view.private_metadata)).toEqual({
      card: CARD,
      button,
      place: { channel: 'C0CODING', thread: '1789999999.000001', kind: 'channel' },
    });
    expect(at.kept).toEqual([]);
  },
);

test('acknowledges the click before the form is asked for', async () => {
  const asked: (() => void)[] = [];
  at = await slackAtWork({ form: (about) => new Promise((resolve) => void asked.push(() => resolve(FORM(about)))) });

  const answer = await at.post(signedForm(aClick('reject', CARD), now));

  expect([answer.status, asked.length, at.standIn.called('views.open').length]).toEqual([200, 1, 0]);
  asked[0]?.();
  await waitFor(() => at?.standIn.called('views.open') ?? []);
});

test('says why there is no form, to whoever pressed and nobody else', async () => {
  at = await slackAtWork({ form: () => Promise.resolve({ why: 'P-17 was accepted by Ana at 13:40 UTC.' }) });

  await at.post(signedForm(aClick('reject', CARD), now));
  const [opened] = await waitFor(() => at?.standIn.called('views.open') ?? []);

  expect(opened?.raw).toContain(encodeURIComponent('P-17 was accepted by Ana at 13:40 UTC.'));
  expect(at.standIn.called('chat.postMessage')).toEqual([]);
});

test('says that something broke and not what', async () => {
  at = await slackAtWork({
    form: () => Promise.reject(new Error('Marguerite Testa')),
    noted: () => new Failure('broken-promise', 'Something broke inside Countersign. It was written to the log as F-1.'),
  });

  await at.post(signedForm(aClick('reject', CARD), now));
  const [opened] = await waitFor(() => at?.standIn.called('views.open') ?? []);

  expect(JSON.stringify(opened?.args)).toContain('F-1');
  expect(JSON.stringify(opened?.args)).not.toContain('Marguerite');
});

test.each(['expired_trigger_id', 'exchanged_trigger_id'])('makes nothing of a click that is played again (%s)', async (error) => {
  at = await slackAtWork({ form: FORM });
  at.standIn.meet('views.open', { kind: 'refuses', error });

  await at.post(signedForm(aClick('reject', CARD), now));
  await waitFor(() => at?.standIn.called('views.open') ?? []);
  await at.slack.stop();

  expect([at.noted, at.kept]).toEqual([[], []]);
});

async function waitFor<T>(read: () => readonly T[]): Promise<readonly T[]> {
  await expect.poll(read).not.toEqual([]);
  return read();
}
