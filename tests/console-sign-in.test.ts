import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmSignIn } from '#guardrails/sign-in/sign-in.ts';
import { openConsoleHospital, formOf, type ConsoleHospital } from './support/console-hospital.ts';
import { databases } from './support/databases.ts';

const SESSION = 'countersign-session';
const ASKING = 'countersign-asking';
const ID = 'P-1';

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`attacks on signing in to the pages, on ${name}`, () => {
    let at: ConsoleHospital;
    beforeAll(async () => {
      at = await openConsoleHospital(await open(), []);
      await at.signedIn('coder');
    });
    afterAll(() => at.close());

    const asOwner = (sql: string) => at.chat.hospital.asOwner(sql);

    test.each(['/', '/queue', '/p/P-1', '/k/K-7QF3M2', '/k/K-7QF3M2/1?s=1-9', '/why/K-7QF3M2/I50.23', '/nowhere'])(
      'a stranger is shown nothing at %s but where to sign in',
      async (path) => {
        const page = await at.visitor().open(path);

        expect(page.status).toBe(200);
        expect(page.text).toMatch(/<h1>Sign in<\/h1>/);
        expect(page.text.replace(/<meta http-equiv="refresh"[^>]*>/, '')).not.toContain('I50.23');
      },
    );

    test('after it the browser is where it wanted to go, and the code and what it was asked with are used up', async () => {
      const browser = at.visitor();
      const { code, number } = await at.asks(browser, `/p/${ID}`);
      const asked = browser.cookies.get(ASKING) ?? '';
      const confirmed = await at.confirms('coder', code, number);
      const page = await browser.open(`/sign-in/code?to=/p/${ID}`);
      const thief = at.visitor();
      thief.cookies.set(ASKING, asked);

      expect(confirmed.says).toMatch(
        /^A browser asked to sign in at \d{4}-\d\d-\d\d \d\d:\d\d UTC\. You are signed in there as Dana Reyes\./,
      );
      expect(page.text).toContain('Dana Reyes');
      expect((await thief.get('/sign-in/code')).text).toContain('run out');
      expect((await at.confirms('coder', code, number)).signedIn).toBe(false);
    });

    test('a code alone signs nobody in, and tells which browser asked', async () => {
      const browser = at.visitor();
      const page = await browser.get('/queue', {});
      await browser.get(page.headers.location ?? '', {
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0 <b>"evil"</b>',
      });
      const { code } = await at.asks(browser);
      const said = await at.confirms('coder', code);

      expect(said).toMatchObject({ signedIn: false });
      expect(said.says).toMatch(/^Firefox on Windows asked to sign in at /);
      expect((await browser.get('/sign-in/code')).text).toContain('http-equiv="refresh"');
    });

    test('three wrong numbers end a code, and ten wrong codes an hour end trying', async () => {
      const { code, number } = await at.asks(at.visitor());
      const wrong = number === '10' ? '11' : '10';
      for (let tries = 0; tries < 3; tries += 1) expect((await at.confirms('mira', code, wrong)).signedIn).toBe(false);
      expect((await at.confirms('mira', code, number)).says).toContain('not known, was used');
      for (let tries = 0; tries < 6; tries += 1) await at.confirms('mira', 'AAAA-AAAA', '42');
      const good = await at.asks(at.visitor());
      expect((await at.confirms('mira', good.code, good.number)).says).toContain('wait an hour');
      expect((await at.confirms('coder', good.code, good.number)).signedIn).toBe(true);
    });

    test('a code holds for ten minutes, and one browser has five at most', async () => {
      const browser = at.visitor();
      const { code, number } = await at.asks(browser);
      await asOwner(`update sign_in_code set asked_at = asked_at - interval '11 minutes'`);
      expect((await at.confirms('lead', code, number)).signedIn).toBe(false);
      expect((await browser.get('/sign-in/code')).text).toContain('run out');
      for (let codes = 0; codes < 5; codes += 1) {
        const [secret] = (browser.cookies.get(ASKING) ?? '').split('.');
        browser.cookies.set(ASKING, secret ?? '');
        expect((await browser.get('/sign-in')).status).toBe(303);
      }
      const [secret] = (browser.cookies.get(ASKING) ?? '').split('.');
      browser.cookies.set(ASKING, secret ?? '');
      expect((await browser.get('/sign-in')).status).toBe(503);
    });

    test('a page that looks again and again writes nothing', async () => {
      const count = async () => (await at.chat.hospital.asOwner<{ n: number }>('select count(*)::int as n from sign_in_code'))[0]?.n;
      const browser = at.visitor();
      await at.asks(browser);
      const before = await count();
      for (let looks = 0; looks < 4; looks += 1) await browser.open('/queue');
      expect((await at.visitor().get('/sign-in/code')).status).toBe(400);
      expect(await count()).toBe(before);
    });

    test('is an entry of the ledger, and so is a code or a number that does not hold, with no code in any', async () => {
      const browser = at.visitor();
      const { code, number } = await at.asks(browser);
      const before = (await at.chat.within(({ ledger }) => ledger.list({}))).length;
      await at.confirms('coder', 'ZZZZ-ZZZZ', number);
      await at.confirms('coder', code, number === '10' ? '11' : '10');
      await at.confirms('coder', code, number);
      const told = (await at.chat.within(({ ledger }) => ledger.list({}))).slice(before);

      expect(told.map(({ leaf: { act, actor, failure, seal } }) => [act, actor, failure, seal !== undefined])).toEqual([
        ['sign-in.refused', 'dana.reyes', 'not-found', true],
        ['sign-in.refused', 'dana.reyes', 'not-allowed', true],
        ['sign-in.confirmed', 'dana.reyes', undefined, true],
      ]);
      expect(JSON.stringify(told)).not.toMatch(new RegExp(`${code}|ZZZZ`));
    });

    test('somebody who left, an agent, and a code of another hospital sign nobody in', async () => {
      const browser = at.visitor();
      const { code, number } = await at.asks(browser);
      const { store, elsewhere, person } = at.chat.hospital;

      expect((await at.confirms('gone', code, number)).signedIn).toBe(false);
      expect((await at.confirms('agent', code, number)).signedIn).toBe(false);
      const there = await store.within(elsewhere, (unit) =>
        confirmSignIn(unit, { code, number }, { tenant: elsewhere, principal: person('coder'), channel: 'terminal' }),
      );
      expect(there.signedIn).toBe(false);
      expect((await browser.get('/queue')).status).toBe(303);
    });

    test('a session that was planted is not taken over, and what a database holds signs nobody in', async () => {
      const browser = at.visitor();
      browser.cookies.set(SESSION, 'planted');
      const { code, number } = await at.asks(browser);
      await at.confirms('coder', code, number);
      await browser.open('/sign-in/code');
      expect(browser.cookies.get(SESSION)).toMatch(/^[\w-]{43}$/);
      const rows = await at.chat.hospital.asOwner<{ token: string }>('select token from console_session');
      for (const { token } of rows) {
        const thief = at.visitor();
        thief.cookies.set(SESSION, token);
        expect((await thief.get('/queue')).status).toBe(303);
      }
    });

    test('a row that somebody wrote beside the program is no session and no confirmation', async () => {
      const browser = at.visitor();
      await at.asks(browser);
      await asOwner(
        `update sign_in_code set confirmed_by = 'ines.halloran', seal = (select seal from console_session limit 1) where not used and confirmed_by is null`,
      );
      await browser.get('/sign-in/code');
      expect((await browser.get('/queue')).status).toBe(303);
      const victim = await at.signedIn('biller');
      await asOwner(`update console_session set person = 'ines.halloran' where person = 'sam.ferro'`);
      expect((await victim.get('/queue')).status).toBe(303);
    });

    test.each([
      ['half an hour without use', `update console_session set seen_at = seen_at - interval '31 minutes' where person = 'lee.okafor'`],
      ['signing out', undefined],
    ])('%s ends a session, also for whoever kept its cookie', async (_how, sql) => {
      const lee = await at.signedIn('lead');
      const kept = at.visitor();
      kept.cookies.set(SESSION, lee.cookies.get(SESSION) ?? '');
      expect((await kept.get('/queue')).status).toBe(200);
      if (sql === undefined) await lee.post('/sign-out', { form: formOf(await lee.get('/queue')) });
      else await asOwner(sql);
      expect((await kept.get('/queue')).status).toBe(303);
    });

    test('nobody is led away by an address that is not ours', async () => {
      for (const to of ['https://evil.test/', '//evil.test', '/\\evil.test', '/queue/../../x', 'javascript:alert(1)', '/k/E-1042']) {
        const sent = await at.visitor().get(`/sign-in?to=${encodeURIComponent(to)}`);
        expect(sent.headers.location).toBe('/sign-in/code?to=%2Fqueue');
      }
    });

    test('the cookies are out of reach of scripts and other sites', async () => {
      const sent = await at.visitor().get('/sign-in');
      expect(String(sent.headers['set-cookie'])).toMatch(/Path=\/.*HttpOnly; SameSite=Lax/);
    });

    test('what broke in it is nothing of ours', () => expect(at.noted).toEqual([]));
  });
}
