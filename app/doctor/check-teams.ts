import { Agent } from 'undici';
import { z } from 'zod';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { checkSettings, type CheckedSettings, type TeamsEndpoints } from '#connectors/teams/check-settings.ts';
import { serviceToken } from '#connectors/teams/service-token.ts';
import { Failure } from '#core/errors.ts';
import type { Config } from '../settings/config.ts';
import { askAddress } from './ask-address.ts';
import { fails, ok, type Finding } from './finding.ts';

interface Asking {
  readonly endpoints?: TeamsEndpoints | undefined;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
}

/** Whether Microsoft gives us a token, and whether the keys by which its requests are checked can be read. */
export async function checkTeams(teams: NonNullable<Config['teams']>, { endpoints, now }: Asking): Promise<readonly Finding[]> {
  try {
    const settings = checkSettings({ ...teams, ...(endpoints !== undefined && { endpoints }) });
    return await Promise.all([checkToken(settings, now), checkKeys(settings)]);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return [fails('Teams settings', thrown.says)];
  }
}

async function checkToken(settings: CheckedSettings, now: () => number): Promise<Finding> {
  const agent = new Agent();
  try {
    await serviceToken(settings, { agent, clock: () => new Date(now()) }).get();
    return ok('Teams token', 'Microsoft gives one for this app and organisation');
  } catch (thrown) {
    if (!(thrown instanceof ChatTrouble)) throw thrown;
    return fails(
      'Teams token',
      `Microsoft gives none (${thrown.message}). Look whether the client secret ran out, whether app and tenant belong together, and whether outgoing HTTPS to ${new URL(settings.endpoints.login).host} is open.`,
    );
  } finally {
    await agent.close();
  }
}

const Metadata = z.object({ jwks_uri: z.url() });

async function checkKeys({ endpoints: { openIdMetadata } }: CheckedSettings): Promise<Finding> {
  const answer = await askAddress(openIdMetadata);
  const host = new URL(openIdMetadata).host;
  if ('none' in answer)
    return fails(
      'Teams keys',
      `${host} does not answer (${answer.none}), so no request of Teams can be checked. Outgoing HTTPS to it must be open.`,
    );
  if (!Metadata.safeParse(answer.body).success)
    return fails('Teams keys', `What answers for ${host} names no keys (HTTP ${answer.status}): a proxy that asks for a login?`);
  return ok('Teams keys', 'those that its requests are signed with can be read');
}
