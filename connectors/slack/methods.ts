/**
 * Every method of Slack's Web API that is called, and the scope that it wants. `call` takes no other, so the manifest, which asks for these scopes
 * and for those of the events, asks for no more than is used. Sources: the page of each method under https://docs.slack.dev/reference/methods
 */
export const METHODS = {
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'assistant.threads.setStatus': 'chat:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'conversations.open': 'im:write',
  'files.info': 'files:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'views.open': undefined,
  'views.publish': undefined,
} as const;
export type Method = keyof typeof METHODS;

/** The events that are subscribed to, and the scope without which Slack sends them not. */
export const EVENTS = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  app_home_opened: undefined,
} as const;

/** What the slash command wants. */
export const COMMAND_SCOPE = 'commands';

/** What the app-level token of Socket Mode wants, and the method that it is for. */
export const SOCKET_MODE = { method: 'apps.connections.open', scope: 'connections:write' } as const;

type ScopeOf<Of> = Exclude<Of[keyof Of], undefined>;
export type Scope = ScopeOf<typeof METHODS> | ScopeOf<typeof EVENTS> | typeof COMMAND_SCOPE;

/** The scopes of the bot's token, each once, in the order of the alphabet. */
export function botScopes(): readonly Scope[] {
  const wanted: readonly (Scope | undefined)[] = [...Object.values(METHODS), ...Object.values(EVENTS), COMMAND_SCOPE];
  return [...new Set(wanted.filter((scope) => scope !== undefined))].toSorted();
}
