import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { proposePolicy } from '#guardrails/policy/propose-policy.ts';
import { policyFrom, POLICY_TEXT } from './support/a-case.ts';
import { databases } from './support/databases.ts';
import { openReplaying, type Planted, type Replaying } from './support/replaying.ts';

const kinds = await databases();

describe.each(kinds.filter(({ skip }) => skip === undefined))('a replay after tampering on $name', ({ open }) => {
  let on: Replaying;
  beforeAll(async () => {
    on = await openReplaying(await open(), ['E-2001', 'E-2002', 'E-2007']);
  });
  afterAll(() => on.hospital.close());
  const within: Replaying['hospital']['store']['within'] = (tenant, work) => on.hospital.store.within(tenant, work);

  test('a policy, under its two signatures, and a decision from before it', async () => {
    const earlier = await on.approved('E-2002', 'R00.2');
    const text = POLICY_TEXT.replace('expiresInHours: 168', 'expiresInHours: 100');
    const { id } = await within(on.hospital.tenant, (unit) => proposePolicy(unit, { file: 'ours', text }, on.actor('lead')));
    await on.settle(id, 'compliance');
    await within(on.hospital.tenant, (unit) =>
      decide(
        unit,
        { proposal: id, verdict: 'approved' },
        { ...on.actor('compliance'), principal: { ...on.actor('compliance').principal, id: 'victor.amadi' } },
      ),
    );
    await within(on.hospital.tenant, (unit) =>
      adoptPolicy(unit, policyFrom(text), { tenant: on.hospital.tenant, actor: 'ines.halloran', proposal: id }),
    );

    expect(await on.replay(id)).toMatchObject({
      verdict: 'same',
      text: expect.stringContaining('ines.halloran as compliance and victor.amadi as billing-lead') as string,
    });
    expect(await on.replay(earlier)).toMatchObject({ verdict: 'same' });
    const old = on.hospital.policy.version;
    const tampered = await on.whileIn(
      { table: 'policy', where: `version = '${old}'`, set: `text = replace(text, 'signatures: 2', 'signatures: 1')` },
      () => on.replay(earlier),
    );
    expect(tampered).toMatchObject({
      verdict: 'differs',
      text: expect.stringMatching(/Policy DIFFERS the text of baseline@\S+ was changed in the database/) as string,
    });
    expect(await on.replay(earlier)).toMatchObject({ verdict: 'same' });
  });

  test.each<readonly [string, string, (id: string, trace: string) => Planted, RegExp]>([
    [
      'a trace',
      'Z83.3',
      (_id, trace) => ({ table: 'trace', where: `id = '${trace}'`, set: `content = replace(content::text, 'I10', 'I11.9')::json` }),
      /Trace DIFFERS what is stored as T-\w+ is not what the coder wrote/,
    ],
    [
      'what was proposed',
      'E11.65',
      (id) => ({ table: 'proposal', where: `id = '${id}'`, set: `payload = replace(payload::text, 'E11.65', 'E11.69')::json` }),
      /What was proposed DIFFERS what the database holds has the digest/,
    ],
    [
      'who decided it',
      'Z79.84',
      (id) => ({ table: 'proposal', where: `id = '${id}'`, set: `decided_by = 'lee.okafor'` }),
      /What was proposed DIFFERS the ledger tells otherwise/,
    ],
    [
      'the key of its effect',
      'Z79.4',
      (id) => ({ table: 'outbox', where: `proposal = '${id}'`, set: `id = gen_random_uuid()` }),
      /Effect DIFFERS what was owed is not the effect of this decision/,
    ],
    [
      'an entry of the ledger',
      'E78.2',
      (id) => ({
        table: 'ledger_entry',
        where: `proposal = '${id}' and leaf like '%proposal.approved%'`,
        set: `leaf = replace(leaf, 'dana.reyes', 'lee.okafor')`,
      }),
      /Ledger DIFFERS entry \d+ is not what was written/,
    ],
    [
      'what an entry is about',
      'E66.812',
      (id) => ({
        table: 'ledger_entry',
        where: `proposal = '${id}' and leaf like '%proposal.approved%'`,
        set: `about = replace(about::text, '"coder"', '"coding-lead"')::json`,
      }),
      /Signatures DIFFERS dana\.reyes was no coding-lead when they signed/,
    ],
    [
      'the chart',
      'Z68.35',
      () => ({ table: 'document', where: `encounter = 'E-2001' and position = 0`, set: `body = body || ' No diabetes.'` }),
      /Chart DIFFERS the chart of E-2001 was changed in the database/,
    ],
  ])('%s that was changed in the database differs', async (_name, code, planted, says) => {
    const id = await on.approved('E-2001', code);
    const trace = (await within(on.hospital.tenant, ({ proposals }) => proposals.find(id)))?.trace ?? '';
    expect(await on.replay(id)).toMatchObject({ verdict: 'same' });
    const seen = await on.whileIn(planted(id, trace), () => on.replay(id));

    expect(seen.verdict).toBe('differs');
    expect(seen.text).toMatch(/^P-\d+: \d+ differences?\n/);
    expect(seen.text).toMatch(says);
    expect(await on.replay(id)).toMatchObject({ verdict: 'same' });
  });

  test('an edition whose content was swapped under its digest differs, and one that is another now cannot be replayed', async () => {
    const id = await on.approved('E-2007', 'J45.30');
    const [row] = await on.hospital.asOwner<{ content: Buffer }>(`select content from edition where id = 'icd10cm-2026-starter'`);
    const content = gunzipSync(row!.content).toString('utf8');
    const swap = async (text: string) => on.hospital.asOwner('update edition set content = $1', [gzipSync(text)]);
    await swap(content.replaceAll('Mild persistent asthma, uncomplicated', 'Asthma of another title'));
    const swapped = await on.replay(id);
    await swap(content);

    expect(swapped).toMatchObject({
      verdict: 'differs',
      text: expect.stringMatching(/Edition DIFFERS what is stored as icd10cm-2026-starter was changed in the database/) as string,
    });
    const record = await within(on.hospital.tenant, ({ editionRecords }) => editionRecords.find('icd10cm-2026-starter'));
    const bring = (sha256: string) =>
      within(on.hospital.tenant, ({ editionRecords }) => editionRecords.put({ ...record!, sha256 }, content));
    await bring('f'.repeat(64));
    const other = await on.replay(id);
    await bring(record!.sha256);
    expect(other).toMatchObject({
      verdict: 'cannot',
      text: expect.stringMatching(/^P-\d+ cannot be replayed: icd10cm-2026-starter was another one then/) as string,
    });
    expect(await on.replay(id)).toMatchObject({ verdict: 'same' });
  });

  test('a decision that was taken out of the ledger differs, and one that was purged cannot be replayed', async () => {
    const id = await on.approved('E-2007', 'Z79.51');
    const later = await on.approved('E-2007', 'Z97.5');
    const where = `leaf like '%"proposal":"${id}"%'`;
    await on.hospital.asOwner(`update ledger_entry set proposal = null, encounter = null where ${where}`);

    expect(await on.replay(id)).toMatchObject({
      verdict: 'differs',
      text: expect.stringContaining(`the ledger holds no decision on ${id}, and nothing of that time was purged`) as string,
    });
    expect(await on.replay(later)).toMatchObject({
      verdict: 'cannot',
      text: expect.stringContaining('Drafted again cannot the ledger no longer tells what was decided on E-2007 before it') as string,
    });
    const about = { before: '2999-01-01', from: 0, purgedTo: 1 };
    await within(on.hospital.tenant, ({ ledger }) =>
      ledger.append({ tenant: on.hospital.tenant, act: 'ledger.purged', actor: 'countersign', channel: 'system', about }),
    );
    expect(await on.replay(id)).toMatchObject({
      verdict: 'cannot',
      text: expect.stringContaining(`the entries of ${id} were purged`) as string,
    });
  });
});
