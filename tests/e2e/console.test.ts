import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';
import { databases } from '../support/databases.ts';
import { openConsoleHospital, type ConsoleHospital } from '../support/console-hospital.ts';
import { resultOf } from '../support/hospital.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there) process.stderr.write(`Tests in a browser are skipped: there is no Chromium at ${executablePath}. CHROMIUM says where it is.\n`);

describe.runIf(there)('the pages in a browser', () => {
  let at: ConsoleHospital;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    const [embedded] = await databases();
    at = await openConsoleHospital(await embedded!.open());
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('console', (message) => void complaints.push(message.text()));
    page.on('pageerror', ({ message }) => void complaints.push(message));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await at.close();
  });

  test('a link leads a stranger through signing in to its page, and one press decides', { timeout: 60_000 }, async () => {
    const made = await at.chat.hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] });
    const { proposal } = resultOf(made, ProposedCodes).proposals[0]!;
    await page.goto(`${at.address}/p/${proposal}`);
    const [, code = '', number] = /sign in (\S+) (\d\d)/.exec(await page.locator('.say').innerText()) ?? [];
    await at.confirms('coder', code, number);
    await page.waitForURL(`${at.address}/p/${proposal}`);
    expect(await page.title()).toBe(`${proposal} · Countersign`);
    expect(await page.locator('mark.evidence').count()).toBeGreaterThan(0);

    await page.getByRole('button', { name: `Accept I50.23, ${proposal}` }).press('Enter');
    await page.waitForSelector('.outcome');

    expect(await page.locator('.outcome').innerText()).toMatch(/^Approved by Dana Reyes/);
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
    await page.reload();
    expect(at.chat.effects()).toBe(1);
  });

  test(
    'a passage opens in its note, marked and in view, and on a narrow screen nothing stands out at the side',
    { timeout: 60_000 },
    async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      const paths = ['/queue', `/k/${await at.handle()}`, `/why/${await at.handle()}/I50.23`, '/p/P-1'];
      for (const path of paths) {
        await page.goto(`${at.address}${path}`);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390]);
        expect(await page.locator('h1').count()).toBe(1);
      }
      await page.goto(`${at.address}/k/${await at.handle()}`);
      await page.locator('.quote a').first().click();

      await page.waitForSelector('mark#e1');
      expect(
        await page.locator('mark#e1').evaluate((mark) => {
          const { top, bottom } = (mark as unknown as { getBoundingClientRect(): { top: number; bottom: number } }).getBoundingClientRect();
          return top >= 0 && bottom <= 800;
        }),
      ).toBe(true);
    },
  );

  test('every field has its label, and the keyboard reaches the decision', { timeout: 60_000 }, async () => {
    const made = await at.chat.hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['E11.22'] });
    const { proposal } = resultOf(made, ProposedCodes).proposals[0]!;
    await page.goto(`${at.address}/p/${proposal}`);
    await page.getByText('Reject…').press('Enter');
    await page.locator('#reject-reason').selectOption('not-supported');
    await page.locator('#reject-note').fill('not in the notes');
    const unlabelled = await page.evaluate(
      `[...document.querySelectorAll('input:not([type=hidden]), select')].filter((one) => one.labels.length !== 1).length`,
    );
    await page.getByRole('button', { name: 'Reject E11.22' }).press('Enter');
    await page.waitForSelector('.outcome.rejected');

    expect(unlabelled).toBe(0);
    expect(await page.locator('.outcome').innerText()).toContain('not in the notes');
  });

  test('the browser found nothing that its rules forbid', () => expect(complaints).toEqual([]));
});
