import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { COMMAND_SCOPE, EVENTS, METHODS, SOCKET_MODE } from './methods.ts';
import { slackManifest } from './manifest.ts';

const SOURCES = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith('render') && file !== 'methods.ts')
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
const SOURCE = SOURCES.join('\n');

test('asks for every scope that a method, an event or the command wants, and for no other', () => {
  const wanted = new Set([...Object.values(METHODS), ...Object.values(EVENTS), COMMAND_SCOPE].filter((scope) => scope !== undefined));

  const { scopes } = slackManifest({}).oauth_config;

  expect(scopes.bot).toEqual([...wanted].toSorted());
  expect(scopes).not.toHaveProperty('user');
});

test('asks to read no channel in which it was not named', () => {
  const { bot } = slackManifest({}).oauth_config.scopes;

  expect(bot).toEqual([
    'app_mentions:read',
    'assistant:write',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'im:history',
    'im:write',
  ]);
});

test('names every method of the Web API that is called, and calls every method that it names', () => {
  const called = new Set([...SOURCE.matchAll(/\.call\(\s*'([\w.]+)'/g)].map(([, method]) => method));

  expect(called).toEqual(new Set(Object.keys(METHODS)));
});

test('reaches the Web API by no other road', () => {
  const roads = SOURCES.filter((source) => /apiCall|new webApi\.WebClient|\bclient\.(?!start|disconnect|once|apiCall)\w+/.test(source));

  expect(roads).toHaveLength(1);
  expect(SOCKET_MODE.method).toBe('apps.connections.open');
});

test('subscribes to the events that are listened for', () => {
  const listened = new Set([...SOURCE.matchAll(/app\.event\('([\w.]+)'/g)].map(([, event]) => event));
  const { bot_events: subscribed } = slackManifest({}).settings.event_subscriptions;

  expect(new Set(subscribed.map((event) => event.replace(/^message\..*/, 'message')))).toEqual(listened);
  expect(subscribed).toEqual(Object.keys(EVENTS));
});

test('needs no address for Socket Mode, and one and the same for everything over HTTP', () => {
  const socket = slackManifest({});
  const http = slackManifest({ publicUrl: 'https://countersign.example.org/' });

  expect(JSON.stringify(socket)).not.toContain('url');
  expect(socket.settings.socket_mode_enabled).toBe(true);
  const address = 'https://countersign.example.org/slack/events';
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: address },
    interactivity: { is_enabled: true, request_url: address },
  });
  expect(http.features.slash_commands[0]).toMatchObject({ command: '/countersign', url: address });
});

test('keeps the limits of a manifest', () => {
  const manifest = slackManifest({ prompts: ['a', 'b', 'c', 'd', 'e'] });
  // By their types they are what Slack takes; its list of scopes knows no `assistant:write` yet.
  const typed: Pick<webApi.AppsManifestValidateArguments['manifest'], 'features' | 'settings' | 'display_information'> = {
    features: manifest.features,
    settings: manifest.settings,
    display_information: manifest.display_information,
  };

  expect(typed).toHaveProperty('features.agent_view');
  expect(manifest.features).not.toHaveProperty('assistant_view');
  expect(manifest.features.agent_view.suggested_prompts).toHaveLength(4);
  expect(manifest.features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
});
