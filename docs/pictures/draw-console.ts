import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { confirmSignIn } from '#guardrails/sign-in/sign-in.ts';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';
import { openConsoleHospital, type ConsoleHospital } from '../../tests/support/console-hospital.ts';
import { resultOf } from '../../tests/support/hospital.ts';
import { smallPng } from './small-png.ts';

// `node docs/pictures/draw-console.ts` draws the pictures of the pages again. It takes a Chromium; CHROMIUM says where it is.

const FOLDER = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));
const MOST_BYTES = 120 * 1_024;
const TALLEST = 1_900;
const WIDTHS = { desktop: 1_180, phone: 390 } as const;

async function shoot(page: Page, name: string): Promise<void> {
  const height = Math.min(TALLEST, await page.evaluate('document.documentElement.scrollHeight').then(Number));
  const width = page.viewportSize()?.width ?? WIDTHS.desktop;
  // The pages let no picture in but their own, so a blank one counts the colours.
  const blank = await page.context().browser()?.newPage();
  if (blank === undefined) throw new Error('the browser is gone');
  const png = await smallPng(blank, await page.screenshot({ clip: { x: 0, y: 0, width, height }, fullPage: true }));
  await blank.close();
  await writeFile(`${FOLDER}/console-${name}.png`, png);
  process.stdout.write(`console-${name}.png  ${Math.round(png.length / 1_024)} KB${png.length > MOST_BYTES ? '  TOO LARGE' : ''}\n`);
}

async function propose(at: ConsoleHospital, codes: readonly string[]): Promise<readonly string[]> {
  const made = await at.chat.hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes });
  return resultOf(made, ProposedCodes).proposals.map(({ proposal }) => proposal);
}

async function draw(at: ConsoleHospital, browser: Browser, size: keyof typeof WIDTHS): Promise<void> {
  const page = await browser.newPage({ viewport: { width: WIDTHS[size], height: 860 }, deviceScaleFactor: size === 'phone' ? 1.5 : 1 });
  const [first = '', second = ''] = await propose(at, size === 'desktop' ? ['I50.23', 'E11.22', 'N17.9'] : ['D63.1', 'I25.5']);
  await page.goto(`${at.address}/queue`);
  await shoot(page, `sign-in-${size}`);
  const [, code = '', number] = /sign in (\S+) (\d\d)/.exec(await page.locator('.say').innerText()) ?? [];
  await at.chat.within((unit) => confirmSignIn(unit, { code, number }, at.chat.hospital.as('coder').actor));
  await page.waitForURL(`${at.address}/queue`);
  await shoot(page, `queue-${size}`);
  const handle = await at.handle();
  await page.goto(`${at.address}/k/${handle}`);
  await shoot(page, `case-${size}`);
  await page.locator('.quote a').first().click();
  await page.waitForSelector('mark#e1');
  await shoot(page, `document-${size}`);
  await page.goto(`${at.address}/p/${first}`);
  await page.getByText('Reject…').click();
  await shoot(page, `proposal-${size}`);
  await page.goto(`${at.address}/p/${second}`);
  await page.getByRole('button', { name: /^Accept/ }).click();
  await page.waitForSelector('.outcome');
  await shoot(page, `decided-${size}`);
  await page.close();
}

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}. CHROMIUM says where it is.`);
const database = await openDatabase({ directory: 'memory://' });
await prepareDatabase(database);
const at = await openConsoleHospital(database);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
await draw(at, browser, 'desktop');
await draw(at, browser, 'phone');
await browser.close();
await at.close();
