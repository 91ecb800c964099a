import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { starterDigest } from '#connectors/reference-data/read-starter.ts';
import { policyFrom } from '#tests/support/a-case.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { starterSource } from '#tests/support/starter.ts';
import { editionsInForce } from '../editions/editions.ts';
import { firstStart } from './first-start.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const STARTER = {
  id: 'icd10cm-2026-starter',
  sha256: starterDigest(join(ROOT, 'starter', 'icd10cm')),
  source: starterSource,
};
/** Clauses of law come in once, an entry for each document. */
const LAW = readdirSync(join(ROOT, 'starter', 'policies')).length;
const DAY = LocalDate.parse('2026-03-14');

await onEachDatabase('a start', (at) => {
  /** How many entries it made. */
  const start = async (): Promise<number> => {
    const size = () => at.within(async ({ ledger }) => (await ledger.head()).size);
    const before = await size();
    const policy = { ...policyFrom(), given: false };
    await firstStart({
      store: at.subject.store,
      tenant: at.now.tenant,
      policy,
      starter: STARTER,
      root: ROOT,
      demo: false,
      progress: () => undefined,
    });
    return (await size()) - before;
  };
  /** As a process has it that read nothing yet. */
  const inForce = () => at.within((unit) => editionsInForce().on(DAY, unit));

  test.each([
    ['retired', `state = 'retired'`],
    ['given other days', `head = replace(head::text, '2026-09-30', '2025-12-31')::json`],
    ['given other content', 'content = $2'],
  ])('brings the starter edition anew that was %s beside the program, and until then nothing is coded', async (_says, change) => {
    expect(await start()).toBe(1 + LAW);
    expect(await inForce()).toMatchObject({ sha256: STARTER.sha256 });
    const values = change.includes('$2') ? [gzipSync('{}')] : [];
    await at.subject.asOwner(`update edition set ${change} where tenant = $1`, [at.now.tenant, ...values]);
    await expect(inForce()).rejects.toMatchObject({ code: 'altered' });

    expect(await start()).toBe(1);
    expect(await inForce()).toMatchObject({ sha256: STARTER.sha256 });
    expect(await start()).toBe(0);
  });
});
