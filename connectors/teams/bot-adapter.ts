import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Activity, type TurnContext } from 'botbuilder';
import type { CheckedSettings } from './check-settings.ts';
import { TOKEN_ISSUER } from './check-token.ts';
import { callService, type GuardedHttp } from './guarded-http.ts';
import { CONNECTOR_SCOPE } from './service-token.ts';
import { noAnswer } from './trouble.ts';

type Made = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;
type Credentials = NonNullable<Made[1]>;
type HttpClient = NonNullable<NonNullable<Made[4]>['httpClient']>;

/** Where something is written. */
export interface Where {
  readonly serviceUrl: string;
  /** Teams' id of the conversation, and of the thread in it. */
  readonly conversation: string;
}

const CHANNEL = 'msteams';

/** `botbuilder`'s adapter for one organisation. It looks at tokens a second time; what it sends goes by `callService`. */
export function botAdapter(settings: CheckedSettings, http: GuardedHttp): CloudAdapter {
  const { appId, tenantId, endpoints } = settings;
  const options = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ToChannelFromBotLoginUrl: `${endpoints.login}/${tenantId}`,
    ToChannelFromBotOAuthScope: CONNECTOR_SCOPE,
    ToBotFromChannelTokenIssuer: TOKEN_ISSUER,
    ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: endpoints.openIdMetadata,
    OAuthUrl: TOKEN_ISSUER,
  };
  const credentials: Credentials = {
    isValidAppId: (id) => Promise.resolve(id === appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    // The token is put on where the address is looked at, and not here.
    createCredentials: () => Promise.resolve({ signRequest: (request) => Promise.resolve(request) }),
  };
  return new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(options, credentials, undefined, undefined, { httpClient: httpClient(http) }),
  );
}

/** What `callService` throws is no error of `botbuilder`'s own, so nothing is tried again behind our back. */
function httpClient(http: GuardedHttp): HttpClient {
  return {
    async sendRequest(request) {
      const { url, method, body } = request;
      const text = typeof body === 'string' ? body : undefined;
      const answer = await callService({ url, method, headers: request.headers.toJson(), body: text }, http);
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      return { request, headers, status: answer.status, bodyAsText: answer.body };
    },
  };
}

export interface Connector {
  /** Gives Teams' id of what was sent, where it has one. */
  send(to: Where, activity: Partial<Activity>): Promise<string | undefined>;
  update(to: Where, id: string, activity: Partial<Activity>): Promise<void>;
  /** The conversation of one person with us: made where there is none, and the same one ever after. */
  open(serviceUrl: string, user: string): Promise<string>;
}

/** Writing to places that nobody writes from just now. Everything throws ChatTrouble. */
export function connectorOver(adapter: CloudAdapter, { appId, tenantId }: CheckedSettings): Connector {
  const bot = { id: `28:${appId}`, name: '' };

  async function at<T>(
    { serviceUrl, conversation: id }: Where,
    work: (context: TurnContext, on: Partial<Activity>) => Promise<T>,
  ): Promise<T> {
    const conversation = { id, isGroup: false, conversationType: '', name: '', tenantId };
    const done: T[] = [];
    const reference = { serviceUrl, channelId: CHANNEL, conversation, bot };
    await readable(
      adapter.continueConversationAsync(appId, reference, async (context) => {
        // Not by the context itself: that would make of everything a reply to a message that never was.
        done.push(await work(context, { conversation, from: bot }));
      }),
    );
    const [result] = done;
    if (result === undefined) throw noAnswer();
    return result;
  }

  return {
    async send(to, activity) {
      const [sent] = await at(to, (context, on) => adapter.sendActivities(context, [{ ...activity, ...on }]));
      return sent?.id === '' ? undefined : sent?.id;
    },
    async update(to, id, activity) {
      await at(to, async (context, on) => {
        await adapter.updateActivity(context, { ...activity, ...on, id });
        return true;
      });
    },
    async open(serviceUrl, user) {
      let id: string | undefined;
      const member = { id: user, name: '' };
      const wanted = { isGroup: false, bot, members: [member], tenantId, channelData: { tenant: { id: tenantId } } };
      // Its type asks for what a new group would have.
      const parameters = wanted as Parameters<CloudAdapter['createConversationAsync']>[4];
      await readable(
        adapter.createConversationAsync(appId, CHANNEL, serviceUrl, CONNECTOR_SCOPE, parameters, async ({ activity }) => {
          id = activity.conversation.id;
        }),
      );
      if (id === undefined || id === '') throw noAnswer();
      return id;
    },
  };
}

/** What `botbuilder` cannot read was written by something between Teams and us, and its error would quote it. */
async function readable(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    throw thrown instanceof Error && thrown.name === 'RestError' ? noAnswer() : thrown;
  }
}
