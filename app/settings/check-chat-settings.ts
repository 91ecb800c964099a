import { badSetting as bad } from './bad-setting.ts';
import { isLoopback } from './is-loopback.ts';
import type { Settings } from './settings.ts';

const TEAMS = ['COUNTERSIGN_TEAMS_APP_ID', 'COUNTERSIGN_TEAMS_APP_PASSWORD', 'COUNTERSIGN_TEAMS_TENANT_ID'] as const;

/** Throws Failure `bad-config` where Slack or Teams is half set, or could not be reached as it is. */
export function checkChat(settings: Settings): void {
  checkSlack(settings);
  const missing = TEAMS.filter((key) => settings[key] === undefined);
  if (missing.length > 0 && missing.length < TEAMS.length)
    throw bad(missing[0] ?? TEAMS[0], 'Microsoft Teams is half set. Set the application id, its secret and the tenant id, or none of them');
  const comesIn = settings.COUNTERSIGN_SLACK_SIGNING_SECRET !== undefined || missing.length === 0;
  if (comesIn && settings.COUNTERSIGN_WEB_PORT === 'off')
    throw bad('COUNTERSIGN_WEB_PORT', 'it is off, and Slack over HTTP and Teams call in there. Give it a port');
  checkPublicUrl(settings.COUNTERSIGN_PUBLIC_URL);
}

function checkSlack(settings: Settings): void {
  const token = settings.COUNTERSIGN_SLACK_BOT_TOKEN;
  const ways = [settings.COUNTERSIGN_SLACK_SIGNING_SECRET, settings.COUNTERSIGN_SLACK_APP_TOKEN].filter((way) => way !== undefined);
  if (token === undefined && ways.length > 0)
    throw bad(
      'COUNTERSIGN_SLACK_BOT_TOKEN',
      'Slack is half set: without the bot token nothing can be answered. Set it, or unset the others',
    );
  const api = settings.COUNTERSIGN_SLACK_API_URL;
  if (api?.startsWith('http:') === true && !isLoopback(new URL(api).hostname))
    throw bad('COUNTERSIGN_SLACK_API_URL', 'the bot token would cross the network in the clear. Use https');
  if (token !== undefined && ways.length === 0)
    throw bad(
      'COUNTERSIGN_SLACK_SIGNING_SECRET',
      'Slack is half set: set the signing secret (HTTP), or COUNTERSIGN_SLACK_APP_TOKEN (Socket Mode), or unset the bot token',
    );
}

function checkPublicUrl(url: string | undefined): void {
  if (url === undefined) return;
  const { protocol, hostname, pathname, username, search, hash } = new URL(url);
  if (protocol === 'http:' && !isLoopback(hostname))
    throw bad('COUNTERSIGN_PUBLIC_URL', 'charts would cross the network in the clear. Use https, or an address on this machine');
  if (username !== '' || pathname !== '/' || search !== '' || hash !== '')
    throw bad('COUNTERSIGN_PUBLIC_URL', 'it names more than a host. The pages stand at the root of their address');
}
