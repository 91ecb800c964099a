import { expect, test } from 'vitest';
import { TenantId, type Principal } from '#guardrails/actor.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { CODER_AGENT, MCP_CLIENT, readPeople, registerPeople } from './principals.ts';

const TENANT = TenantId.parse('a-hospital');
const line = (id: string, rest = 'kind: person') => `  - { id: "${id}", name: N, ${rest}, roles: [coder], active: true }`;
const read = (...lines: string[]) =>
  readPeople({ file: 'people.yaml', text: ['tenant: a-hospital', 'principals:', ...lines].join('\n') }, TENANT);

test.each([
  ['an id twice', [line('ana'), line('ana')], 'people.yaml: principals.1.id: ana is there already. Give'],
  ['an id twice but for its case', [line('ana'), line('Ana')], 'principals.1.id: Ana is there already, as ana. Give'],
  ['an id with a space before it', [line(' ana')], 'principals.0.id: " ana" has a space around it'],
  ['an id with a space after it', [line('ben'), line('ana ')], 'principals.1.id: "ana " has a space around it'],
  ['a person who is called as the coder program', [line('countersign-coder')], 'countersign-coder is the agent of Countersign itself'],
  ['an agent that is called as the MCP client', [line('mcp-client', 'kind: agent')], 'mcp-client is the client of Countersign itself'],
  ['a client that is called almost so', [line('MCP-Client', 'kind: client')], 'mcp-client is the client of Countersign itself'],
])('a people file with %s is refused', (_says, lines, says) => {
  expect(() => read(...lines)).toThrow(says);
});

test('a people file may name the programs as what they are', () => {
  expect(read(line('ana'), line('countersign-coder', 'kind: agent'), line('mcp-client', 'kind: client'))).toHaveLength(3);
});

const ANA: Principal = { id: 'ana', name: 'Ana Ode', kind: 'person', roles: ['coder'], active: true };
const BEN: Principal = { ...ANA, id: 'ben', name: 'Ben Ito' };
const slack = (...ids: string[]) => ids.map((id) => ({ at: 'slack' as const, id }));

await onEachDatabase('the people file is read', (at) => {
  const register = (...people: Principal[]) =>
    at.subject.store.within(at.now.tenant, async (unit) => {
      const before = (await unit.ledger.head()).size;
      await registerPeople(unit, people, at.now.tenant);
      return (await unit.ledger.head()).size - before;
    });
  const find = (id: string) => at.within(({ principals }) => principals.find(id));
  const change = (sql: string) =>
    at.subject.asOwner(`${sql.includes('where') ? `${sql} and` : `${sql} where`} tenant = $1`, [at.now.tenant]);

  test('and read again, whatever the order of its identities, it changes nothing', async () => {
    const ana = { ...ANA, identities: slack('a1', 'B2', 'A0') };
    // A server whose language puts a1 before B2. The embedded one has no other order than that of bytes.
    if (at.name === 'postgres') await at.subject.asOwner('alter table identity alter column id type text collate "und-x-icu"');
    await register(ana, BEN);

    expect(await register(ana, BEN)).toBe(0);
    expect(await find('countersign-coder')).toEqual(CODER_AGENT);
    expect(await find('mcp-client')).toEqual(MCP_CLIENT);
  });

  test('and somebody whose row was set beforehand to what it now says is entered anew', async () => {
    await register(ANA, BEN);
    await change(`update principal set roles = '{coding-lead}' where id = 'ana'`);
    const lead = { ...ANA, roles: ['coding-lead'] };
    await expect(find('ana')).rejects.toMatchObject({ code: 'altered' });

    expect(await register(lead, BEN)).toBe(1);
    expect(await find('ana')).toEqual(lead);
  });

  test.each([`roles = '{coding-lead}'`, `name = 'Ben Ito'`, 'active = false'])('and puts right what was changed: set %s', async (set) => {
    await register(ANA, BEN);
    await change(`update principal set ${set} where id = 'ana'`);

    expect(await register(ANA, BEN)).toBe(1);
    expect(await find('ana')).toEqual(ANA);
  });

  test('and somebody who is not in it is inactive, even one whose row says so already, and has nothing of a row that was written in', async () => {
    await register(ANA, BEN);
    await change(`update principal set active = false where id = 'ben'`);
    await at.subject.asOwner(
      `insert into principal (tenant, id, name, kind, roles, active) values ($1, 'eve', 'Eve', 'person', '{compliance}', true)`,
      [at.now.tenant],
    );

    expect(await register(ANA)).toBe(2);
    expect(await find('ben')).toEqual({ ...BEN, roles: [], active: false });
    expect(await find('eve')).toMatchObject({ roles: [], active: false });
    expect(await register(ANA)).toBe(0);
  });

  test('and an identity goes from one person to another who is listed before, or to one who came when the first had left', async () => {
    await register(ANA, { ...BEN, identities: slack('U1', 'U2') });
    await register({ ...ANA, identities: slack('U1') }, { ...BEN, identities: slack('U2') });
    expect(await find('ana')).toEqual({ ...ANA, identities: slack('U1') });

    await register({ ...ANA, identities: slack('U1', 'U2') });
    expect(await find('ana')).toEqual({ ...ANA, identities: slack('U1', 'U2') });
    expect(await find('ben')).toEqual({ ...BEN, active: false });
  });
});
