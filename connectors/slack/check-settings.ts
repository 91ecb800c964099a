import { Failure } from '#core/errors.ts';

export interface SlackSettings {
  /** From Basic Information. Given, Slack's requests are taken over HTTP. */
  readonly signingSecret?: string;
  /** `xoxb-…` */
  readonly botToken: string;
  /** `xapp-…`. Given, a socket is opened to Slack, and no address of ours is needed. */
  readonly appToken?: string;
  /** Events of another workspace are ignored. */
  readonly workspace?: string;
  /** Events for another app are ignored. */
  readonly appId?: string;
  /** Where the Web API is, for tests. */
  readonly apiUrl?: string;
}

const TOKENS = [
  ['botToken', 'bot token', 'xoxb-'],
  ['appToken', 'app-level token', 'xapp-'],
] as const;

/** Throws Failure `bad-config` for what Slack could not be trusted or reached with. No secret is quoted. */
export function checkSettings(settings: SlackSettings): void {
  const { signingSecret, appToken } = settings;
  if (signingSecret === undefined && appToken === undefined)
    throw bad('Slack has neither a signing secret (HTTP) nor an app-level token (Socket Mode). Set one of them.');
  if (signingSecret !== undefined && !/^[!-~]{8,}$/.test(signingSecret))
    throw bad('The signing secret of Slack is empty or cut short. Copy it from Basic Information, App Credentials.');
  for (const [name, called, start] of TOKENS) {
    const token = settings[name];
    if (token === undefined && name === 'appToken') continue;
    if (token === undefined || !token.startsWith(start) || !/^[!-~]{6,}$/.test(token))
      throw bad(`The ${called} of Slack is empty or is none: it begins with ${start}`);
  }
}

function bad(says: string): Failure {
  return new Failure('bad-config', says);
}
