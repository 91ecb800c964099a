import { fetch, type Agent } from 'undici';
import { z } from 'zod';
import { ChatTrouble } from '#agent/chat/surface.ts';
import type { CheckedSettings } from './check-settings.ts';
import { noAnswer, troubleOf } from './trouble.ts';

/** What the Bot Connector takes a token for. */
export const CONNECTOR_SCOPE = 'https://api.botframework.com/.default';
const EARLIER_MS = 5 * 60_000;
const LONGEST_MS = 10_000;
const A_MINUTE_MS = 60_000;

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const Refused = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });

export interface ServiceToken {
  /** A token in our name, kept until shortly before it runs out. Throws ChatTrouble. */
  get(): Promise<string>;
  /** It was not taken: another is asked for the next time. */
  forget(): void;
}

/**
 * Our own token, from the organisation that is configured and no other. `botbuilder` would ask for it itself, but keeps it in one place for the
 * whole process and tries again by itself.
 */
export function serviceToken(
  settings: CheckedSettings,
  { agent, clock }: { readonly agent: Agent; readonly clock: () => Date },
): ServiceToken {
  let held: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const { access_token: token, expires_in: seconds } = await granted(settings, agent);
    held = { token, until: clock().getTime() + seconds * 1_000 - EARLIER_MS };
    return token;
  }

  return {
    get() {
      if (held !== undefined && held.until > clock().getTime()) return Promise.resolve(held.token);
      return (asking ??= ask().finally(() => (asking = undefined)));
    },
    forget: () => (held = undefined),
  };
}

async function granted({ appId, appPassword, tenantId, endpoints }: CheckedSettings, agent: Agent): Promise<z.infer<typeof Granted>> {
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope: CONNECTOR_SCOPE };
  const [status, body, retryAfter] = await fetch(new URL(`/${tenantId}/oauth2/v2.0/token`, endpoints.login), {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    dispatcher: agent,
    signal: AbortSignal.timeout(LONGEST_MS),
  })
    .then(async (answer) => [answer.status, await answer.json().catch(() => undefined), answer.headers.get('retry-after')] as const)
    .catch(() => {
      throw noAnswer();
    });
  const read = Granted.safeParse(body);
  if (status === 200 && read.success) return read.data;
  const refused = Refused.safeParse(body);
  if (refused.success && (status === 400 || status === 401)) throw new ChatTrouble('wait', refused.data.error, A_MINUTE_MS);
  throw status === 200 ? noAnswer() : troubleOf(Math.max(status, 500), undefined, retryAfter);
}
