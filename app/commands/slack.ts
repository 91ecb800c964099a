import { slackManifest } from '#connectors/slack/manifest.ts';
import { Failure } from '#core/errors.ts';
import type { Command } from '../command.ts';
import { mustBeHttps } from '../settings/must-be-https.ts';
import { readWords } from '../words.ts';

const USAGE = 'slack manifest [--url <https://address>]';

export const slack: Command = {
  name: 'slack',
  usage: USAGE,
  summary: 'Print the manifest that Slack makes the app from: for Socket Mode, or with an address for HTTP.',
  async run(words, { print, say }) {
    const given = readWords(words, { url: 'text' }, USAGE);
    if (given.rest.join(' ') !== 'manifest') throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const url = given.text('url');
    if (url !== undefined) mustBeHttps(url);
    print(`${JSON.stringify(slackManifest(url === undefined ? {} : { publicUrl: url }), undefined, 2)}\n`);
    say(`${NEXT}\n${url === undefined ? OVER_SOCKET : OVER_HTTP}\n"countersign doctor" then says what is still missing.`);
    return 0;
  },
};

const NEXT =
  'api.slack.com/apps, "Create New App", "From a manifest": choose the workspace, paste this as JSON, create it, and install it there. The bot token (xoxb-) under "OAuth & Permissions" is COUNTERSIGN_SLACK_BOT_TOKEN.';
const OVER_SOCKET =
  'Socket Mode: under "Basic Information", "App-Level Tokens", make one with connections:write: it is COUNTERSIGN_SLACK_APP_TOKEN (xapp-).';
const OVER_HTTP = 'HTTP: the signing secret under "Basic Information" is COUNTERSIGN_SLACK_SIGNING_SECRET.';
