import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { subjectOver, type Subject } from '#tests/contracts/subject.ts';
import { databases } from '#tests/support/databases.ts';
import { forgeEntry } from '#tests/support/forge-entry.ts';
import type { Database } from './open-database.ts';
import type { SetUpUnit } from './postgres-store.ts';

const FILE = 'guardrails/policy/baseline.yaml';
const text = readFileSync(FILE, 'utf8');
const policy = readPolicy(text, FILE);
const dana = { id: 'dana', name: 'Dana', kind: 'person' as const, roles: ['coder'], active: true };
/** More than are looked at in one question, and so many that the true one ends a page. */
const MANY = [1, 19, 20, 39, 41];

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('forged entries behind true ones on $name', ({ open }) => {
  let database: Database;
  let subject: Subject;
  let tenant: TenantId;

  const within = <T>(work: (unit: SetUpUnit) => Promise<T>) => subject.store.within(tenant, work);
  const forge = async (many: number, act: string, about: object) => {
    for (let one = 0; one < many; one += 1) await forgeEntry(subject, { tenant }, { act, actor: 'countersign', about });
  };

  beforeAll(async () => {
    database = await open();
    subject = subjectOver(database);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    tenant = subject.tenant();
  });

  test.each(MANY)('%i of them leave the policy in force that was adopted last', async (many) => {
    await within((unit) => adoptPolicy(unit, { policy, text }, { tenant, actor: 'countersign' }));
    await forge(many, 'policy.activated', { adopts: 'ours@000000000000', text: 'f'.repeat(64) });

    expect((await within((unit) => unit.policies.inForce())).version).toBe(policy.version);
  });

  test.each(MANY)('%i of them leave a person who they were', async (many) => {
    await within((unit) => setPrincipal(unit, dana, tenant));
    await forge(many, 'principal.set', { principal: 'dana', name: 'Dana', kind: 'person', roles: ['coding-lead'], active: true });

    expect(await within((unit) => unit.principals.find('dana'))).toEqual(dana);
  });

  test('a record that was made to fit a forged one is given out to nobody', async () => {
    await within((unit) => setPrincipal(unit, dana, tenant));
    await forge(1, 'principal.set', { principal: 'dana', name: 'Dana', kind: 'person', roles: ['coding-lead'], active: true });
    await subject.asOwner(`update principal set roles = '{coding-lead}' where tenant = $1`, [tenant]);

    await expect(within((unit) => unit.principals.find('dana'))).rejects.toMatchObject({ code: 'altered' });
  });

  test('alone, they are no policy: that is another matter than one that never was', async () => {
    await within((unit) => unit.lockWriters());
    await expect(within((unit) => unit.policies.inForce())).rejects.toMatchObject({ code: 'not-found' });
    await forge(20, 'policy.activated', { adopts: policy.version, text: 'f'.repeat(64) });

    await expect(within((unit) => unit.policies.inForce())).rejects.toMatchObject({ code: 'altered' });
  });
});
