import { signatureOf } from '#connectors/slack/signature.ts';
import { SIGNING_SECRET, SLACK_APP, SLACK_BOT, SLACK_TEAM } from './slack-stand-in.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Sending {
  readonly now: Date;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as Slack signs it, at the moment `now`. */
export interface SignedBody {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function signedJson(payload: Fields, sending: Sending): SignedBody {
  return signed(JSON.stringify(payload), 'application/json', sending);
}

/** Interactions come as JSON in a form, and commands as the form itself. */
export function signedForm(fields: Fields, sending: Sending): SignedBody {
  const form = fields['type'] === undefined ? fields : { payload: JSON.stringify(fields) };
  const body = new URLSearchParams(Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])).toString();
  return signed(body, 'application/x-www-form-urlencoded', sending);
}

export function signed(body: string, contentType: string, { now, secret = SIGNING_SECRET, headers = {} }: Sending): SignedBody {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return {
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(timestamp, Buffer.from(body), secret),
      ...headers,
    },
  };
}

let made = 0;

/** A moment that no other thing was sent at. */
export function nextTs(): string {
  made += 1;
  return `1790000100.${String(made).padStart(6, '0')}`;
}

export function anEvent(event: Fields, more: Fields = {}): Fields {
  return {
    type: 'event_callback',
    team_id: SLACK_TEAM,
    api_app_id: SLACK_APP,
    event_id: `Ev${nextTs().replace('.', '')}`,
    event_time: 1_790_000_100,
    authorizations: [{ enterprise_id: null, team_id: SLACK_TEAM, user_id: SLACK_BOT, is_bot: true }],
    event,
    ...more,
  };
}

/** A direct message to us. */
export function aMessage(text: string, more: Fields = {}): Fields {
  return { type: 'message', channel: 'D0DANA', channel_type: 'im', user: 'U0DANA', ts: nextTs(), text, ...more };
}

/** Somebody names us in a channel. */
export function aMention(text: string, more: Fields = {}): Fields {
  return { type: 'app_mention', channel: 'C0CODING', user: 'U0DANA', ts: nextTs(), text: `<@${SLACK_BOT}> ${text}`, ...more };
}

export function aClick(action: string, value: string, more: Fields = {}): Fields {
  return {
    type: 'block_actions',
    team: { id: SLACK_TEAM, domain: 'hospital' },
    api_app_id: SLACK_APP,
    user: { id: 'U0DANA', team_id: SLACK_TEAM, username: 'dana' },
    trigger_id: `13345224609.738474920.${nextTs()}`,
    container: { type: 'message', message_ts: '1790000000.000001', channel_id: 'C0CODING' },
    channel: { id: 'C0CODING', name: 'coding' },
    message: { ts: '1790000000.000001', thread_ts: '1789999999.000001' },
    response_url: 'https://hooks.slack.com/actions/T0HOSP/1/x',
    actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: nextTs() }],
    ...more,
  };
}

export function aSubmission(privateMetadata: string, values: Fields, more: Fields = {}): Fields {
  return {
    type: 'view_submission',
    team: { id: SLACK_TEAM },
    api_app_id: SLACK_APP,
    user: { id: 'U0DANA', team_id: SLACK_TEAM },
    view: {
      id: `V${nextTs().replace('.', '')}`,
      hash: '1790000000.abc',
      type: 'modal',
      callback_id: 'reject',
      private_metadata: privateMetadata,
      state: { values },
      ...more,
    },
  };
}

export function aCommand(text: string, more: Fields = {}): Fields {
  return {
    token: 'legacy',
    team_id: SLACK_TEAM,
    api_app_id: SLACK_APP,
    channel_id: 'C0CODING',
    channel_name: 'coding',
    user_id: 'U0DANA',
    command: '/countersign',
    text,
    response_url: 'https://hooks.slack.com/commands/T0HOSP/1/x',
    trigger_id: `13345224609.738474920.${nextTs()}`,
    ...more,
  };
}
