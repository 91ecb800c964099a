import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

export const TEAMS_APP = '6f1d2c3b-0a4e-4a57-9d0c-5b1c1f7f0c11';
export const TEAMS_TENANT = '0c9a4b1e-7d55-4f3a-8a57-2f6a3e9d1b22';
export const TEAMS_PASSWORD = 'stand-in~secret';
const ISSUER = 'https://api.botframework.com';
const KEY = 'key-of-teams';
const OTHER_CHANNELS = 'key-of-others';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** What is wrong with a token. */
export type Forgery =
  | 'no token'
  | 'no scheme'
  | 'wrong audience'
  | 'wrong issuer'
  | 'no algorithm'
  | 'a shared secret'
  | 'expired'
  | 'not in force yet'
  | 'no time at all'
  | 'unknown key'
  | 'another key under the same name'
  | 'a key for other channels'
  | 'changed after it was signed'
  | 'no service address'
  | 'of an emulator';

export interface TeamsTokens {
  /** What the service publishes. */
  readonly jwks: () => object;
  /** The header `Authorization` of a request that names `serviceUrl`, or none. */
  readonly authorization: (serviceUrl: string, now: Date, forgery?: Forgery) => Promise<string | undefined>;
}

/** They take long to make, so one process has one set of them. */
let pairs: Promise<[Pair, Pair, Pair]> | undefined;

/** The keys that Teams signs with, those for other channels, and those of a forger. */
export async function teamsTokens(): Promise<TeamsTokens> {
  const [ours, others, forgers] = await (pairs ??= Promise.all([pair(), pair(), pair()]));
  const published = async (key: CryptoKey, kid: string, endorsements: readonly string[]) => ({
    ...(await exportJWK(key)),
    ...{ kid, use: 'sig', endorsements },
  });
  const keys = [await published(ours.publicKey, KEY, ['msteams']), await published(others.publicKey, OTHER_CHANNELS, ['directline'])];

  const signers: Readonly<Record<string, { readonly kid: string; readonly key: Pair }>> = {
    'unknown key': { kid: 'nobodys', key: forgers },
    'another key under the same name': { kid: KEY, key: forgers },
    'a key for other channels': { kid: OTHER_CHANNELS, key: others },
  };

  async function signed(serviceUrl: string, now: Date, forgery?: Forgery): Promise<string | undefined> {
    const seconds = Math.floor(now.getTime() / 1_000);
    const claims = claimsOf(serviceUrl, seconds, forgery);
    if (forgery === 'no token') return undefined;
    if (forgery === 'no algorithm') return `${encoded({ alg: 'none', typ: 'JWT', kid: KEY })}.${encoded(claims)}.`;
    if (forgery === 'a shared secret')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: KEY }).sign(new TextEncoder().encode(JSON.stringify(keys[0])));
    const { kid, key } = signers[forgery ?? ''] ?? { kid: KEY, key: ours };
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key.privateKey);
  }

  return {
    jwks: () => ({ keys }),
    async authorization(serviceUrl, now, forgery) {
      const token = await signed(serviceUrl, now, forgery);
      if (token === undefined || forgery === 'no scheme') return token;
      if (forgery !== 'changed after it was signed') return `Bearer ${token}`;
      const [header, , signature] = token.split('.');
      const changed = claimsOf('https://elsewhere.example/', Math.floor(now.getTime() / 1_000));
      return `Bearer ${header}.${encoded(changed)}.${signature}`;
    },
  };
}

function pair(): Promise<Pair> {
  return generateKeyPair('RS256', { extractable: true });
}

function claimsOf(serviceurl: string, now: number, forgery?: Forgery): JWTPayload {
  const bare = { serviceurl, iss: ISSUER, aud: TEAMS_APP };
  const claims = { ...bare, nbf: now - 60, exp: now + 3_600 };
  const forged: Partial<Record<Forgery, JWTPayload>> = {
    'wrong audience': { ...claims, aud: '11111111-2222-4333-8444-555555555555' },
    'wrong issuer': { ...claims, iss: 'https://api.botframework.example' },
    expired: { ...claims, nbf: now - 7_200, exp: now - 600 },
    'not in force yet': { ...claims, nbf: now + 600, exp: now + 7_200 },
    'no time at all': bare,
    'no service address': { iss: ISSUER, aud: TEAMS_APP, nbf: claims.nbf, exp: claims.exp },
    'of an emulator': { ...claims, iss: `https://sts.windows.net/${TEAMS_TENANT}/`, ver: '1.0', appid: TEAMS_APP },
  };
  return (forgery === undefined ? undefined : forged[forgery]) ?? claims;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
