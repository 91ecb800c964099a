import { isService } from './addresses.ts';
import type { CheckedSettings } from './check-settings.ts';
import { TeamsActivity } from './payloads.ts';

/**
 * The activity in a body, or why it is not worked: it is none, is not of Teams, is of another organisation, or comes from where its token
 * does not say it does or where nothing of ours may go.
 */
export function checkActivity(
  body: unknown,
  token: { readonly serviceUrl: string },
  { tenantId, endpoints }: CheckedSettings,
): TeamsActivity | 'unreadable' | 'not-ours' {
  const read = TeamsActivity.safeParse(body);
  if (!read.success) return 'unreadable';
  const { channelId, serviceUrl } = read.data;
  const isOurs =
    channelId === 'msteams' &&
    serviceUrl === token.serviceUrl &&
    isService(serviceUrl, endpoints.serviceOrigins) &&
    tenantsOf(read.data).every((one) => one === tenantId);
  return isOurs ? read.data : 'not-ours';
}

/** Wherever it names an organisation. Nothing but an activity that names one is of ours. */
function tenantsOf({ conversation, channelData, from }: TeamsActivity): readonly (string | undefined)[] {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined);
  const sender = from.tenantId === undefined ? [] : [from.tenantId];
  return named.length === 0 ? [undefined] : [...named, ...sender];
}
