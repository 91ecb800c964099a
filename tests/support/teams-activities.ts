import { TEAMS_APP, TEAMS_TENANT } from './teams-tokens.ts';

export const DANA = { id: '29:1dana', aadObjectId: '7a9d2f10-3c44-4b8e-9b57-0d6a1c2e3f01', name: 'Dana' };
export const BOT = { id: `28:${TEAMS_APP}`, name: 'Countersign' };
export const DIRECT = { id: 'a:1dana', conversationType: 'personal', tenantId: TEAMS_TENANT };
export const GROUP = { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: TEAMS_TENANT };
export const CHANNEL = { id: '19:coding@thread.tacv2;messageid=1790000000001', conversationType: 'channel', tenantId: TEAMS_TENANT };
export const OF_BOT = { type: 'mention', mentioned: { id: BOT.id, name: 'Countersign' }, text: '<at>Countersign</at>' };

let made = 0;

/** What Teams puts around everything. Each has an id of its own. */
export function anActivity(type: string, more: object = {}): object {
  made += 1;
  return {
    type,
    id: `activity-${made}`,
    timestamp: '2026-09-21T13:55:00.123Z',
    channelId: 'msteams',
    from: DANA,
    recipient: BOT,
    conversation: DIRECT,
    channelData: { tenant: { id: TEAMS_TENANT } },
    ...more,
  };
}

export function aSaying(text: string, more: object = {}): object {
  return anActivity('message', { text, textFormat: 'plain', ...more });
}

export function aPress(verb: string, data: object, more: object = {}): object {
  const action = { type: 'Action.Execute', verb, data };
  return anActivity('invoke', { name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, ...more });
}
