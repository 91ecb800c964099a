import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { renderForm as slackForm } from '#connectors/slack/render/render-form.ts';
import { renderHome } from '#connectors/slack/render/render-home.ts';
import { renderMessage as onSlack } from '#connectors/slack/render/render-message.ts';
import { renderMessage as onTeams } from '#connectors/teams/render/render-message.ts';
import { BILLING_VIEWS } from './sample-billing.ts';
import { FORMS, HOME, VIEWS as CODING_VIEWS } from './sample-views.ts';
import { smallPng } from './small-png.ts';
import { homePage, messagePage, modalPage } from './slack-page.ts';
import { TEAMS_HOST, TEAMS_PAGE } from './teams-page.ts';

// `node docs/pictures/draw.ts` draws the pictures of this folder again. It takes a Chromium; CHROMIUM says where it is.

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const LIBRARY = fileURLToPath(new URL('../../node_modules/adaptivecards/dist/adaptivecards.min.js', import.meta.url));
const MOST_BYTES = 120 * 1_024;
const SCALE = 1.25;
const TALLEST = 3_000;

async function shoot(page: Page, name: string): Promise<void> {
  const box = await page.locator('main').boundingBox();
  const height = Math.min(TALLEST, Math.ceil(box?.height ?? TALLEST));
  const clip = { x: 0, y: 0, width: Math.ceil(box?.width ?? 700), height };
  const png = await smallPng(page, await page.screenshot({ clip, fullPage: true }));
  await writeFile(`${FOLDER}${name}.png`, png);
  const size = png.length;
  process.stdout.write(`${name}.png  ${Math.round(size / 1_024)} KB${size > MOST_BYTES ? '  TOO LARGE' : ''}\n`);
}

async function drawTeams(page: Page, name: string, card: object, opened?: string): Promise<void> {
  await page.setContent(TEAMS_PAGE);
  await page.addScriptTag({ path: LIBRARY });
  await page.evaluate(
    ([json, host]) => {
      const { AdaptiveCards, document } = globalThis as unknown as {
        AdaptiveCards: {
          AdaptiveCard: new () => { hostConfig: object; parse(json: object): void; render(): object };
          HostConfig: new (value: object) => object;
        };
        document: { getElementById(id: string): { append(element: object): void } };
      };
      const drawn = new AdaptiveCards.AdaptiveCard();
      drawn.hostConfig = new AdaptiveCards.HostConfig(host);
      drawn.parse(json);
      document.getElementById('card').append(drawn.render());
    },
    [card, TEAMS_HOST] as const,
  );
  if (opened !== undefined) await page.getByRole('button', { name: opened }).first().click();
  await shoot(page, name);
}

const VIEWS = { ...CODING_VIEWS, ...BILLING_VIEWS };

type Named = keyof typeof VIEWS;
const LONG: readonly Named[] = ['overflow'];

async function drawMessages(page: Page, names: readonly Named[]): Promise<void> {
  for (const name of names) {
    const view = VIEWS[name];
    await page.setContent(messagePage(onSlack(view).blocks));
    await shoot(page, `slack-${name}`);
    await drawTeams(page, `teams-${name}`, onTeams(view).card);
  }
}

async function drawForms(page: Page): Promise<void> {
  for (const [name, form] of Object.entries(FORMS)) {
    await page.setContent(modalPage(slackForm(form)));
    await shoot(page, `slack-${name}-form`);
  }
  await page.setContent(homePage(renderHome(HOME).blocks));
  await shoot(page, 'slack-home');
  const kidney = VIEWS.suggestion.parts.findLast(({ kind }) => kind === 'card');
  if (kidney !== undefined) await drawTeams(page, 'teams-reject-form', onTeams({ ...VIEWS.suggestion, parts: [kidney] }).card, 'Reject');
}

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}. CHROMIUM says where it is.`);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
const pageAt = (deviceScaleFactor: number): Promise<Page> =>
  browser.newPage({ viewport: { width: 760, height: 1_600 }, deviceScaleFactor });
const page = await pageAt(SCALE);
await drawMessages(
  page,
  (Object.keys(VIEWS) as Named[]).filter((name) => !LONG.includes(name)),
);
await drawForms(page);
await drawMessages(await pageAt(1), LONG);
await browser.close();
