import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose';
import { fetch, type Agent, type RequestInit } from 'undici';
import { z } from 'zod';
import { originOf } from './addresses.ts';
import type { CheckedSettings } from './check-settings.ts';

/** Who makes the tokens that Teams sends with everything. */
export const TOKEN_ISSUER = 'https://api.botframework.com';
const CLOCKS_APART = '5 minutes';
const CHANNEL = 'msteams';
const KEYS_KEPT_MS = 24 * 3_600_000;
const LONGEST_MS = 5_000;
const LONGEST_TOKEN = 16_000;

/** `forged`: whoever sent it is not Teams, or did not mean us. `keyless`: it cannot be told, as the keys could not be had. */
export type TokenChecked = { readonly serviceUrl: string } | 'forged' | 'keyless';
export type CheckToken = (authorization: string | undefined) => Promise<TokenChecked>;

interface Checking {
  readonly agent: Agent;
  readonly clock: () => Date;
  readonly noted: (thrown: unknown, during: string) => unknown;
}

type KeySet = ReturnType<typeof createRemoteJWKSet>;
const Claims = z.object({ serviceurl: z.string().min(1).max(2_000) });
const Endorsed = z.object({ endorsements: z.array(z.string()).optional() });
const Metadata = z.object({ jwks_uri: z.string() });

/**
 * Looks at the token of a request: signed by a key that the service names for Teams, issued by it, for us, in force by our clock, and with
 * the address that it writes from. The token is not over the body, which rests on the line being private.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function tokenChecker({ appId, endpoints }: CheckedSettings, { agent, clock, noted }: Checking): CheckToken {
  const keys = keySetOf(endpoints.openIdMetadata, agent);
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined || token.length > LONGEST_TOKEN) return 'forged';
    try {
      const keySet = await keys();
      const { payload, protectedHeader } = await jwtVerify(token, keySet, {
        issuer: TOKEN_ISSUER,
        audience: appId,
        algorithms: ['RS256', 'RS384', 'RS512'],
        requiredClaims: ['exp', 'nbf'],
        clockTolerance: CLOCKS_APART,
        currentDate: clock(),
      });
      return isEndorsed(keySet, protectedHeader.kid) ? claimed(payload) : 'forged';
    } catch (thrown) {
      if (isForgery(thrown)) return 'forged';
      noted(thrown, 'teams-keys');
      return 'keyless';
    }
  };
}

function claimed(payload: JWTPayload): TokenChecked {
  const read = Claims.safeParse(payload);
  return read.success ? { serviceUrl: read.data.serviceurl } : 'forged';
}

/** A key that is named for other channels alone says nothing about Teams. */
function isEndorsed(keySet: KeySet, kid: string | undefined): boolean {
  const key: object | undefined = keySet.jwks()?.keys.find((one) => one.kid === kid);
  const { endorsements = [] } = Endorsed.parse(key ?? {});
  return endorsements.length === 0 || endorsements.includes(CHANNEL);
}

function isForgery(thrown: unknown): boolean {
  if (thrown instanceof errors.JWKSTimeout || thrown instanceof errors.JWKSInvalid) return false;
  // Its base class is thrown where the keys were not answered with.
  return thrown instanceof errors.JOSEError && thrown.code !== 'ERR_JOSE_GENERIC';
}

/** The service's keys: fetched when first wanted, and again for a key that is not among them, though not more than twice a minute. */
function keySetOf(metadata: string, agent: Agent): () => Promise<KeySet> {
  const straight = (url: string, init?: object): Promise<Response> =>
    fetch(url, { ...(init as RequestInit), dispatcher: agent }) as Promise<unknown> as Promise<Response>;
  let asking: Promise<KeySet> | undefined;

  async function ask(): Promise<KeySet> {
    const answer = await straight(metadata, { redirect: 'manual', signal: AbortSignal.timeout(LONGEST_MS) });
    const { jwks_uri: uri } = Metadata.parse(await answer.json());
    if (originOf(uri) === undefined) throw new Error('the keys of Teams have no address that can be trusted');
    const options = { timeoutDuration: LONGEST_MS, cacheMaxAge: KEYS_KEPT_MS, [customFetch]: straight };
    return createRemoteJWKSet(new URL(uri), options);
  }

  return () =>
    (asking ??= ask().catch((thrown: unknown) => {
      asking = undefined;
      throw thrown;
    }));
}
