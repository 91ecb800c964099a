import { z } from 'zod';
import { botScopes, SOCKET_MODE } from '#connectors/slack/methods.ts';
import { SLACK_API } from '#connectors/slack/web-api.ts';
import type { Config } from '../settings/config.ts';
import { askAddress, type Asked } from './ask-address.ts';
import { fails, look, ok, type Finding } from './finding.ts';

type Slack = NonNullable<Config['slack']>;

/** Slack takes nothing of ours that is older than five minutes, nor do we of it. */
const MOST_OFF_MS = 300_000;
const UNEASY_OFF_MS = 60_000;

const Said = z.object({
  ok: z.boolean(),
  error: z
    .string()
    .regex(/^[a-z0-9_]{1,60}$/)
    .optional(),
  team_id: z.string().optional(),
});

/** The tokens, what they may do, and the clock, each asked of Slack with one call that changes nothing. */
export async function checkSlack(
  { botToken, signingSecret, appToken, apiUrl = SLACK_API }: Slack,
  now: () => number,
): Promise<readonly Finding[]> {
  const call = (method: string, token: string): ReturnType<typeof askAddress> =>
    askAddress(`${apiUrl.replace(/\/*$/, '/')}${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const [answer, socket] = await Promise.all([
    call('auth.test', botToken),
    appToken === undefined ? undefined : call(SOCKET_MODE.method, appToken),
  ]);
  const wayIn = socket === undefined ? [] : [socketFinding(socket)];
  const secret =
    signingSecret === undefined ? [] : [ok('Slack secret', "is set; whether it is the app's shows at the first request of Slack")];
  if ('none' in answer) return [fails('Slack token', unreached(answer.none)), ...wayIn, ...secret];
  const said = Said.safeParse(answer.body).data;
  if (said === undefined)
    return [fails('Slack token', `What answers for Slack is something else (HTTP ${answer.status}): a proxy that asks for a login?`)];
  if (!said.ok)
    return [
      fails(
        'Slack token',
        `Slack refuses COUNTERSIGN_SLACK_BOT_TOKEN (${said.error ?? 'no reason'}). Install the app again and take the new token.`,
      ),
      ...wayIn,
      ...secret,
    ];
  return [ok('Slack token', `is of workspace ${said.team_id ?? 'unknown'}`), scopesOf(answer), ...wayIn, ...secret, clockOf(answer, now())];
}

function unreached(none: string): string {
  return `Slack does not answer (${none}). Outgoing HTTPS to slack.com must be open; no proxy is used.`;
}

function scopesOf({ header }: Asked): Finding {
  const said = header('x-oauth-scopes');
  if (said === null) return look('Slack scopes', 'Slack did not say what the token may do.');
  const granted = new Set(
    said
      .split(',')
      .map((scope) => scope.trim())
      .filter((scope) => scope !== ''),
  );
  const wanted = new Set<string>(botScopes());
  const missing = [...wanted].filter((scope) => !granted.has(scope));
  const beyond = [...granted].filter((scope) => !wanted.has(scope));
  if (missing.length > 0)
    return fails(
      'Slack scopes',
      `The token lacks ${missing.join(', ')}. Put "countersign slack manifest" under "App Manifest" of the app, and install it again.`,
    );
  if (beyond.length > 0)
    return look('Slack scopes', `The token may do more than is used: ${beyond.join(', ')}. Take it away in the app and install it again.`);
  return ok('Slack scopes', `the ${wanted.size} that are used, and no other`);
}

function socketFinding(answer: Awaited<ReturnType<typeof askAddress>>): Finding {
  const check = 'Slack socket';
  if ('none' in answer) return fails(check, unreached(answer.none));
  const said = Said.safeParse(answer.body).data;
  if (said?.ok === true) return ok(check, 'Slack offers one (Socket Mode)');
  if (said?.error === 'missing_scope')
    return fails(check, `The app-level token lacks ${SOCKET_MODE.scope}. Make one with it under "Basic Information", "App-Level Tokens".`);
  return fails(
    check,
    `Slack refuses COUNTERSIGN_SLACK_APP_TOKEN (${said?.error ?? `HTTP ${answer.status}`}). Is Socket Mode on in the app, and is the token of this app?`,
  );
}

function clockOf({ header }: Asked, now: number): Finding {
  const theirs = Date.parse(header('date') ?? '');
  if (Number.isNaN(theirs)) return look('Slack clock', 'Slack did not say what time it is.');
  const off = Math.abs(theirs - now);
  if (off <= UNEASY_OFF_MS) return ok('Slack clock', 'that of this machine is near enough');
  const says = `This machine's clock is ${Math.round(off / 1_000)} s ${theirs > now ? 'behind' : 'ahead of'} Slack's. Have it keep time by NTP: requests more than five minutes off are refused.`;
  return off > MOST_OFF_MS ? fails('Slack clock', says) : look('Slack clock', says);
}
