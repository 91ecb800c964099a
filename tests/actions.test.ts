import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTION_SURFACES, ACTIONS, type Action, type ActionSurface, type Way } from '#agent/chat/actions.ts';
import { readCode } from '#agent/chat/codes-said.ts';
import { ButtonKind, Did } from '#agent/chat/event.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Command } from '#app/command.ts';
import { openConsole } from '#connectors/console/open-console.ts';
import type { ConsoleParts } from '#connectors/console/console-parts.ts';
import { renderMessage as onSlack } from '#connectors/slack/render/render-message.ts';
import { RATE, ratingValue } from '#connectors/slack/render/names.ts';
import { renderMessage as inTeams } from '#connectors/teams/render/render-message.ts';
import { VERBS } from '#connectors/teams/render/names.ts';
import { DecideStep } from '#agent/plan.ts';
import { TOOLS } from '#tools/registry.ts';
import { aCardView, aView } from './support/arbitrary-views.ts';
import { NOW, slackAtWork, type SlackAtWork } from './support/slack-at-work.ts';
import { aClick, aCommand, aMention, aMessage, anEvent, signedForm, signedJson } from './support/slack-signed.ts';
import { anActivity, aPress, aSaying, BOT, CHANNEL, DIRECT, OF_BOT } from './support/teams-activities.ts';
import { teamsAtWork, type TeamsAtWork } from './support/teams-at-work.ts';

const COMMANDS = join(import.meta.dirname, '..', 'app', 'commands');
const ID = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const OPEN = 'https://countersign.test/p/P-17';
const now = { now: NOW };

let slack: SlackAtWork;
let teams: TeamsAtWork;
let usages: ReadonlyMap<string, string>;
let pages: ReadonlySet<string>;
let forms: string[];

beforeAll(async () => {
  forms = [];
  const form = (asked: { readonly button: string }) => (forms.push(asked.button), Promise.resolve({ why: 'Not here.' }));
  [slack, teams, usages] = await Promise.all([slackAtWork({ form }), teamsAtWork({ form }), usagesOf()]);
  pages = routesOf(openConsole({} as ConsoleParts));
});
afterAll(() => Promise.all([slack.close(), teams.close()]));

async function usagesOf(): Promise<ReadonlyMap<string, string>> {
  const files = readdirSync(COMMANDS).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const modules = await Promise.all(files.map((file) => import(join(COMMANDS, file)) as Promise<Readonly<Record<string, unknown>>>));
  const commands = modules.flatMap((one) => Object.values(one)).filter(isCommand);
  return new Map(commands.map(({ name, usage }) => [name, usage]));
}

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'usage' in value && 'run' in value;
}

/** `get /queue` of every page that the console answers by a path of its own. */
function routesOf({ stack }: Router): ReadonlySet<string> {
  return new Set(stack.flatMap(({ route }) => (route === undefined ? [] : route.stack.map(({ method }) => `${method} ${route.path}`))));
}

/** What the inbox was given by the surface since it was asked last. */
async function kept(at: SlackAtWork | TeamsAtWork, does: () => Promise<unknown>): Promise<readonly Did[]> {
  const before = at.kept.length;
  await does();
  await expect.poll(() => at.kept.length).toBeGreaterThan(before);
  return at.kept.slice(before).map(({ did }) => did);
}

const card = { ...aCardView(17, { title: 'I50.23', buttons: [...ButtonKind.options], open: OPEN }), id: ID };
const view = { ...aView([card]), rate: ID };

const viaSlack = (payload: object): Promise<unknown> => slack.post(signedJson({ ...payload }, now));
const pressedInSlack = (action: string, value: string): Promise<unknown> => slack.post(signedForm(aClick(action, value), now));

async function inSlack(way: Way, { says = '' }: Action): Promise<void> {
  switch (way.by) {
    case 'words':
      for (const send of [
        () => viaSlack(anEvent(aMessage(says))),
        () => viaSlack(anEvent(aMention(says))),
        () => slack.post(signedForm(aCommand(says), now)),
      ])
        expect(await kept(slack, send)).toEqual([{ kind: 'said', text: says }]);
      return;
    case 'code':
      expect(await kept(slack, () => viaSlack(anEvent(aMessage(says))))).toEqual([{ kind: 'said', text: says }]);
      expect(readCode(says)?.verb).toBe(way.verb);
      return;
    case 'button':
      expect(JSON.stringify(onSlack(view).blocks)).toContain(`"action_id":"${way.button}"`);
      if (way.button !== 'change' && way.button !== 'reject')
        expect(await kept(slack, () => pressedInSlack(way.button, ID))).toEqual([{ kind: 'clicked', button: way.button, card: ID }]);
      else await expectForm(way.button, () => pressedInSlack(way.button, ID));
      return;
    case 'rating':
      expect(JSON.stringify(onSlack(view).blocks)).toContain(ratingValue(ID, true));
      expect(await kept(slack, () => pressedInSlack(RATE, ratingValue(ID, true)))).toEqual([{ kind: 'rated', message: ID, good: true }]);
      return;
    case 'open evidence':
      expect(JSON.stringify(onSlack(view).blocks)).toContain(OPEN);
      return;
    case 'home':
      expect(slack.slack.surface).toHaveProperty('home');
      expect(
        await kept(slack, () =>
          viaSlack(anEvent({ type: 'app_home_opened', user: 'U0DANA', channel: 'D0DANA', tab: 'home', event_ts: '1790000100.000001' })),
        ),
      ).toEqual([{ kind: 'opened-home' }]);
      return;
    case 'file': {
      const files = [{ id: 'F1', name: '835.txt', size: 3 }];
      const [did] = await kept(slack, () => viaSlack(anEvent(aMessage('these', { subtype: 'file_share', files }))));
      expect(did?.kind).toBe('dropped');
      return;
    }
    case 'command':
    case 'page':
    case 'tool':
      throw new Error(`nothing is done in Slack by ${way.by}`);
  }
}

async function inTeamsDone(way: Way, { says = '' }: Action): Promise<void> {
  switch (way.by) {
    case 'words':
      for (const activity of [
        aSaying(says),
        aSaying(`<at>Countersign</at> ${says}`, { conversation: CHANNEL, recipient: BOT, entities: [OF_BOT] }),
      ])
        expect(await kept(teams, () => teams.send(activity))).toEqual([{ kind: 'said', text: says }]);
      return;
    case 'code':
      expect(await kept(teams, () => teams.send(aSaying(says, { conversation: DIRECT })))).toEqual([{ kind: 'said', text: says }]);
      expect(readCode(says)?.verb).toBe(way.verb);
      return;
    case 'button': {
      const says = JSON.stringify(inTeams(view).card);
      if (way.button !== 'change' && way.button !== 'reject') {
        expect(says).toContain(`"verb":"${way.button}"`);
        expect(await kept(teams, () => teams.send(aPress(way.button, { card: ID })))).toEqual([
          { kind: 'clicked', button: way.button, card: ID },
        ]);
      } else await expectForm(way.button, () => teams.send(aPress(way.button, { card: ID })));
      return;
    }
    case 'rating':
      expect(JSON.stringify(inTeams(view).card)).toContain(VERBS.rateGood);
      expect(await kept(teams, () => teams.send(aPress(VERBS.rateGood, { message: ID })))).toEqual([
        { kind: 'rated', message: ID, good: true },
      ]);
      return;
    case 'open evidence':
      expect(JSON.stringify(inTeams(view).card)).toContain(OPEN);
      return;
    case 'file': {
      const content = { downloadUrl: 'https://hospital.sharepoint.com/d', fileType: 'txt' };
      const attachments = [{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: '835.txt', content }];
      const [did] = await kept(teams, () => teams.send(anActivity('message', { text: 'these', attachments })));
      expect(did?.kind).toBe('dropped');
      return;
    }
    case 'home':
    case 'command':
    case 'page':
    case 'tool':
      throw new Error(`nothing is done in Teams by ${way.by}`);
  }
}

/** Without a click of its own: the form that it needs is asked for, and nothing is decided yet. */
async function expectForm(button: string, press: () => Promise<unknown>): Promise<void> {
  const before = forms.length;
  await press();
  await expect.poll(() => forms.slice(before)).toEqual([button]);
}

function atTerminal(way: Way): void {
  if (way.by === 'words') return;
  if (way.by !== 'command') throw new Error(`nothing is done at the terminal by ${way.by}`);
  const [name = '', verb] = way.line.split(' ');
  expect(usages.get(name)?.split(' ')[0]).toBe(name);
  if (verb !== undefined) expect(usages.get(name)).toMatch(new RegExp(`[ |]${verb}\\b`));
}

function onPages(way: Way): void {
  if (way.by !== 'page') throw new Error(`nothing is done on the pages by ${way.by}`);
  expect(pages).toContain(`${way.method} ${way.path}`);
}

function overMcp(way: Way): void {
  if (way.by !== 'tool') throw new Error(`nothing is done over MCP by ${way.by}`);
  expect(TOOLS.map(({ name }) => name)).toContain(way.name);
}

const SHOWN: Readonly<Record<ActionSurface, (way: Way, action: Action) => void | Promise<void>>> = {
  terminal: atTerminal,
  slack: inSlack,
  teams: inTeamsDone,
  console: onPages,
  mcp: overMcp,
};

describe.each(ACTIONS.map((action) => [action.name, action] as const))('%s', (_name, action) => {
  if (action.step !== undefined)
    test('is what its words are read as', async () => {
      const { steps } = await rulesPlanner().plan({ text: action.says ?? '', roles: ['coder'] });
      const [step] = steps;
      const decided = DecideStep.safeParse(step);

      expect(decided.success ? decided.data.input.verdict : step?.tool).toBe(action.step);
    });

  const cells = ACTION_SURFACES.flatMap((surface) => action.ways[surface].map((way) => [surface, way] as const));
  test.each(cells.map(([surface, way]) => [surface, way.by, way] as const))('is done on %s by %s', async (surface, _by, way) => {
    await expect((async () => SHOWN[surface](way, action))()).resolves.toBeUndefined();
  });
});

const waysOn = (surface: ActionSurface): readonly Way[] => ACTIONS.flatMap(({ ways }) => ways[surface]);

describe('nothing that can be done is missing from the table', () => {
  test.each(['slack', 'teams'] as const)('no button of %s', (surface) => {
    const buttons = waysOn(surface).flatMap((way) => (way.by === 'button' ? [way.button] : []));

    expect(buttons.toSorted()).toEqual([...ButtonKind.options].toSorted());
  });

  test('no tool', () => {
    const named = waysOn('mcp').flatMap((way) => (way.by === 'tool' ? [way.name] : []));

    expect(named.toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
  });

  test('no page, but those of signing in and out and what they are drawn with', () => {
    const named = new Set(waysOn('console').flatMap((way) => (way.by === 'page' ? [`${way.method} ${way.path}`] : [])));
    const left = [...pages].filter((page) => !named.has(page) && !page.startsWith('get /assets/'));

    expect(left.toSorted()).toEqual(['get /', 'get /sign-in/code', 'get /signed-out', 'post /sign-out']);
  });

  test('no kind of event', () => {
    const kinds: Readonly<Partial<Record<Way['by'], readonly Did['kind'][]>>> = {
      words: ['said'],
      button: ['clicked', 'filled'],
      file: ['dropped'],
      rating: ['rated'],
      home: ['opened-home'],
    };
    const named = new Set(waysOn('slack').flatMap(({ by }) => kinds[by] ?? []));

    // To be greeted is nothing that somebody does.
    expect(Did.options.map(({ shape }) => shape.kind.value).filter((kind) => !named.has(kind))).toEqual(['came']);
  });
});

describe('what stands in no cell cannot be done', () => {
  test('no tool decides, and Teams has no page of one person', () => {
    const verdicts: readonly string[] = DecideStep.shape.input.shape.verdict.options;

    expect(TOOLS.filter(({ name }) => name === 'decide' || verdicts.includes(name))).toEqual([]);
    expect(teams.teams.surface).not.toHaveProperty('home');
  });

  test('no chat lists a channel or takes one off', async () => {
    for (const text of ['channels allow-phi slack:T1:C1 --reason "why"', 'list this channel for words of charts', 'withhold-phi here']) {
      const { steps } = await rulesPlanner().plan({ text, roles: ['compliance'] });
      const known = new Set([...TOOLS.map(({ name }) => name), 'decide']);
      expect(steps.filter(({ tool }) => !known.has(tool))).toEqual([]);
    }
    expect(TOOLS.some(({ name }) => /channel/.test(name))).toBe(false);
  });
});
