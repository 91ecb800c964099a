import { Failure } from '#core/errors.ts';
import { originOf } from './addresses.ts';

export interface TeamsSettings {
  /** The application (client) id of the bot's registration in Entra. */
  readonly appId: string;
  /** Its client secret. */
  readonly appPassword: string;
  /** The one organisation that may talk with us, by its Entra id. */
  readonly tenantId: string;
  readonly endpoints?: TeamsEndpoints;
}

/** Where Microsoft's services are: for a government cloud, and for tests. */
export interface TeamsEndpoints {
  /** Where our own tokens come from. */
  readonly login?: string;
  /** What names the keys that Teams signs with. */
  readonly openIdMetadata?: string;
  /** Where a place is written to that left no address of its own. */
  readonly service?: string;
  /** Origins, beside that of `service`, that a place's own address may have. */
  readonly serviceOrigins?: readonly string[];
  /** Origins, beside SharePoint's, that files are fetched from. */
  readonly fileOrigins?: readonly string[];
}

export interface CheckedSettings extends TeamsSettings {
  readonly endpoints: Required<TeamsEndpoints>;
}

const PUBLIC_CLOUD = {
  login: 'https://login.microsoftonline.com',
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  service: 'https://smba.trafficmanager.net/teams/',
};
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The settings with what was left to us. Throws Failure `bad-config` for what Teams could not be trusted or reached with; no secret is quoted. */
export function checkSettings({ appId: app, appPassword, tenantId: tenant, endpoints = {} }: TeamsSettings): CheckedSettings {
  const [appId, tenantId] = [app.toLowerCase(), tenant.toLowerCase()];
  if (!GUID.test(appId)) throw bad("The app id of Teams is none. Copy the application (client) id of the bot's registration in Entra.");
  if (!GUID.test(tenantId)) throw bad('The tenant id of Teams is none. Copy the directory (tenant) id of your organisation in Entra.');
  if (!/^[!-~]{8,}$/.test(appPassword))
    throw bad('The app password of Teams is empty or cut short. Make a client secret under Certificates & secrets, and copy its value.');
  const all = { ...PUBLIC_CLOUD, serviceOrigins: [], fileOrigins: [], ...endpoints };
  const service = originOf(all.service);
  if (service === undefined || [all.login, all.openIdMetadata].some((one) => originOf(one) === undefined))
    throw bad('An address of Teams is none: each begins with https://');
  return { appId, appPassword, tenantId, endpoints: { ...all, serviceOrigins: [service, ...all.serviceOrigins] } };
}

function bad(says: string): Failure {
  return new Failure('bad-config', says);
}
