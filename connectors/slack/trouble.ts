import { webApi } from '@slack/bolt';
import { ChatTrouble } from '#agent/chat/surface.ts';

const A_MOMENT_MS = 5_000;
/** An administrator has to do something first: a token is revoked, a scope is missing. */
const A_MINUTE_MS = 60_000;

const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'external_channel_migrating',
]);
const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const NOT_LET_IN = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'access_denied',
  'org_login_required',
  'ekm_access_denied',
  'two_factor_setup_required',
  'team_access_not_granted',
]);
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'user_not_in_channel',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'invalid_thread_ts',
  'cannot_reply_to_message',
  'duplicate_message_not_found',
  'duplicate_channel_not_found',
  'restricted_action',
  'restricted_action_read_only_channel',
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'not_enabled',
  'file_not_found',
  'file_deleted',
  'not_found',
]);

/** What a failed call means for whoever may try again. What Slack refused for the content's sake is refused for good: it would be refused again. */
export function troubleOf(thrown: unknown): ChatTrouble {
  if (thrown instanceof ChatTrouble) return thrown;
  if (thrown instanceof webApi.WebAPIRateLimitedError) return new ChatTrouble('wait', 'ratelimited', thrown.retryAfter * 1_000);
  if (thrown instanceof webApi.WebAPIHTTPError) return ofStatus(thrown.statusCode, thrown.headers['retry-after']);
  if (thrown instanceof webApi.WebAPIPlatformError) return ofCode(thrown.data.error);
  return new ChatTrouble('wait', 'no answer', A_MOMENT_MS);
}

export function ofStatus(status: number, retryAfter: string | null | undefined): ChatTrouble {
  const seconds = Number(retryAfter ?? Number.NaN);
  const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : A_MOMENT_MS;
  if (status === 429 || status === 408 || status >= 500) return new ChatTrouble('wait', `HTTP ${status}`, afterMs);
  return new ChatTrouble(status === 404 || status === 410 ? 'gone' : 'refused', `HTTP ${status}`);
}

/** A code that is none was written by something between Slack and us, and may be anything. */
function ofCode(code: string): ChatTrouble {
  if (!/^[a-z0-9_]{1,60}$/.test(code)) return new ChatTrouble('wait', 'no answer of Slack', A_MOMENT_MS);
  if (PASSING.has(code)) return new ChatTrouble('wait', code, A_MOMENT_MS);
  if (LIMITED.has(code) || NOT_LET_IN.has(code)) return new ChatTrouble('wait', code, A_MINUTE_MS);
  return new ChatTrouble(GONE.has(code) ? 'gone' : 'refused', code);
}
