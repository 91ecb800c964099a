import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases } from '../support/databases.ts';
import { httpClient } from '../support/mcp-clients.ts';
import { countersign, type Running } from '../support/mcp-process.ts';
import { freePort, noRedis, redisServer, type RedisServer } from '../support/redis-server.ts';
import { run } from '../support/terminal.ts';
import { twoLogins, type TwoLogins } from '../support/two-logins.ts';

const [, postgres] = await databases();
const why = postgres?.skip ?? noRedis();
if (why !== undefined) process.stderr.write(`Tests of the roles of production are skipped: ${why}.\n`);

test.each(['serve', 'work'])('%s is refused on the embedded database, which start serves', async (role) => {
  const { status, stderr } = await run([role], { COUNTERSIGN_DATA_DIR: mkdtempSync(join(tmpdir(), 'countersign-role-')) });

  expect(status).toBe(78);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`countersign ${role} runs on PostgreSQL. Set DATABASE_URL, or use countersign start`);
});

/** The processes of docker-compose.yml, started by hand: what it cannot be shown to do here, they are shown to do. */
describe.skipIf(why !== undefined)('one server and two workers on PostgreSQL and Redis', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-production-'));
  let logins: TwoLogins;
  let redis: RedisServer;
  let settings: Record<string, string>;
  let at: string;
  let serve: Running;
  let workers: [Running, Running];
  const ports: number[] = [];

  beforeAll(async () => {
    [logins, redis] = await Promise.all([twoLogins(postgres!), redisServer()]);
    for (let n = 0; n < 3; n += 1) ports.push(await freePort());
    await mkdir(join(folder, 'secrets'));
    const secret = (name: string, value: string): string => {
      writeFileSync(join(folder, 'secrets', name), `${value}\n`, { mode: 0o444 });
      return join(folder, 'secrets', name);
    };
    settings = {
      COUNTERSIGN_TENANT: 'demo-hospital',
      COUNTERSIGN_DEMO: 'on',
      COUNTERSIGN_DATA_DIR: join(folder, 'data'),
      COUNTERSIGN_CHECKPOINTS: join(folder, 'checkpoints'),
      DATABASE_URL_FILE: secret('database-url', logins.url),
    };
    const made = await run(['migrate'], { ...settings, COUNTERSIGN_OWNER_URL_FILE: secret('owner-url', logins.ownerUrl) });
    if (made.status !== 0) throw new Error(made.stderr);
    settings['COUNTERSIGN_REDIS_URL_FILE'] = secret('redis-url', redis.url);
    const [first = 0, ...others] = ports;
    at = `http://127.0.0.1:${first}`;
    serve = countersign(['serve'], { ...settings, COUNTERSIGN_HTTP_HOST: '0.0.0.0', COUNTERSIGN_HTTP_PORT: String(first) });
    await serve.says('Workers ');
    workers = others.map((port) => countersign(['work'], { ...settings, COUNTERSIGN_HTTP_PORT: String(port) })) as [Running, Running];
    await Promise.all(workers.map((one) => one.says('Redis answers')));
  }, 120_000);
  afterAll(async () => {
    await Promise.all([serve, ...workers].map((one) => one.kill()));
    await redis.close();
    await logins.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (text: string): Promise<string> => {
    const { status, stdout, stderr } = await run(['ask', text], settings);
    return `${status} ${stdout} ${stderr}`.replaceAll(/\s+/g, ' ');
  };
  const effects = (): number => readdirSync(join(folder, 'data', 'effects')).filter((name) => name.endsWith('.json')).length;
  const health = async (port: number | undefined, path: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${response.status} ${await response.text()}`;
  };

  test('say how they are to whoever starts and stops them, and say nothing else', async () => {
    for (const port of ports) {
      expect(await health(port, '/healthz')).toBe('200 ok');
      expect(await health(port, '/readyz')).toBe('200 ready');
    }
    expect(await health(ports[1], '/mcp')).toBe('404 nothing here');
    expect((await health(ports[0], '/mcp')).slice(0, 3)).toBe('401');
  });

  test('carry out a decision: a client asks the server, a worker is woken, and the answer says what became of it', async () => {
    const answer = await ask('accept I50.23 on E-1042');

    expect(answer).toContain('approved by Dana Reyes');
    expect(answer).toContain('done: Written as a FHIR Condition');
    expect(effects()).toBe(1);
  });

  test('let local clients ask the server, which need no password of the database for that', async () => {
    const url = Object.assign(new URL(logins.url), { password: 'not-this' }).href;
    const { DATABASE_URL_FILE: _given, ...others } = settings;
    const { status, stdout } = await run(['ask', 'why not I50.33 on E-1042?'], { ...others, DATABASE_URL: url });

    expect([status, stdout]).toEqual([0, expect.stringContaining('diastolic')]);
  });

  test('answer MCP clients over HTTP, who may propose and not decide', async () => {
    const token = readFileSync(join(folder, 'data', 'mcp-token'), 'utf8').trim();
    const client = await httpClient(`${at}/mcp`, '2026-07-28', token);
    const made = await client.callTool({ name: 'propose_codes', arguments: { encounter: 'E-1042', codes: ['E78.5'] } });
    await client.close();

    expect(made.structuredContent).toMatchObject({ proposals: [{ state: 'pending' }] });
  });

  test('carry out what is approved when one worker is killed and Redis is emptied', async () => {
    await workers[0].kill();
    await redis.inside.flushall();
    const before = effects();
    const answer = await ask('accept I25.5 on E-1042');

    expect(answer).toContain('done: Written as a FHIR Condition');
    expect(effects()).toBe(before + 1);
  });

  test('carry out what is approved while Redis is gone', async () => {
    await redis.kill();
    const before = effects();
    expect(await ask('accept E11.22 on E-1042')).toContain('approved by Dana Reyes');
    while (effects() === before) await setTimeout(50);
    await redis.start();

    expect(effects()).toBe(before + 1);
  });

  test('say that they are not ready while the database refuses them, stay, and are ready again afterwards', async () => {
    const { superuser, login } = logins;
    await superuser.pool.query(`alter role ${login} nologin`);
    await superuser.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [login]);
    const during = [await health(ports[0], '/healthz'), await health(ports[0], '/readyz'), await health(ports[2], '/readyz')];
    await superuser.pool.query(`alter role ${login} login`);
    while ((await health(ports[0], '/readyz')) !== '200 ready') await setTimeout(50);

    expect(during).toEqual(['200 ok', '503 the database does not answer', '503 the database does not answer']);
    expect(await ask('what is waiting for me?')).toContain('E78.5');
  });

  test('say at the start that Redis does not answer, and stop without it', async () => {
    const { COUNTERSIGN_REDIS_URL_FILE: _given, ...others } = settings;
    const without = { ...others, COUNTERSIGN_REDIS_URL: `redis://127.0.0.1:${await freePort()}`, COUNTERSIGN_HTTP_PORT: 'off' };
    const both = ['serve', 'work'].map((role) => countersign([role], without));
    await Promise.all(both.flatMap((one) => [one.says('Work'), one.says('! Redis does not answer')]));

    expect(await Promise.all(both.map((one) => one.stop('SIGTERM')))).toEqual([0, 0]);
    for (const one of both) expect(one.stdout()).toContain('Tenant     demo-hospital');
  });

  test('refuse to serve for somebody who is named and is nobody', async () => {
    const { status, stderr } = await run(['serve'], { ...settings, COUNTERSIGN_USER: 'zoe', COUNTERSIGN_HTTP_PORT: 'off' });

    expect([status, stderr]).toEqual([77, expect.stringContaining('zoe is not registered in demo-hospital')]);
  });

  test('give one sentence where the data folder takes no key, and warn where checkpoints cannot be kept', async () => {
    const { COUNTERSIGN_CHECKPOINTS: _kept, ...others } = settings;
    const { status, stderr } = await run(['audit', 'verify'], {
      ...others,
      COUNTERSIGN_TENANT: 'not-yet-there',
      COUNTERSIGN_DATA_DIR: '/proc/nowhere',
    });
    const work = countersign(['work'], { ...settings, COUNTERSIGN_CHECKPOINTS: '/proc/nowhere', COUNTERSIGN_HTTP_PORT: 'off' });
    await work.says('cannot be written to');
    await work.kill();

    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      78,
      expect.stringContaining('cannot be made at /proc/nowhere/ledger-key.pem (ENOENT). Set COUNTERSIGN_DATA_DIR'),
    ]);
  });

  test('stop cleanly when they are asked to, and leave a ledger that holds', async () => {
    expect(await serve.stop('SIGTERM')).toBe(0);
    expect(await workers[1].stop('SIGTERM')).toBe(0);
    const { status, stdout } = await run(['audit', 'verify'], settings);

    expect([status, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining('OK')]);
    expect(readdirSync(join(folder, 'checkpoints'))).toContain('demo-hospital.checkpoints');
  });

  test('print no password', () => {
    const printed = [serve, ...workers].map((one) => one.stdout() + one.stderr()).join('');
    const passwords = [logins.url, logins.ownerUrl, redis.url].map((url) => new URL(url).password);

    for (const password of passwords) expect(printed).not.toContain(password);
  });
});
