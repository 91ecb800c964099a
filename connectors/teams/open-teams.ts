import { setTimeout } from 'node:timers/promises';
import type { Router } from 'express';
import { Agent } from 'undici';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { FormAnswer, FormAsked } from '#agent/chat/forms.ts';
import { ChatTrouble, type ChatSurface } from '#agent/chat/surface.ts';
import { Failure } from '#core/errors.ts';
import type { Answer } from './card-answer.ts';
import { botAdapter, connectorOver } from './bot-adapter.ts';
import { checkSettings, type TeamsSettings } from './check-settings.ts';
import { tokenChecker } from './check-token.ts';
import type { Handing, RefreshAnswer, RefreshAsked } from './handing.ts';
import { httpReceiver } from './http-receiver.ts';
import type { TeamsActivity } from './payloads.ts';
import { serviceToken, type ServiceToken } from './service-token.ts';
import { takeActivity } from './take-activity.ts';
import { teamsSurface } from './teams-surface.ts';

export interface TeamsParts extends TeamsSettings {
  /** Keeps events whose key is new. What is not kept within eight seconds is not acknowledged, and comes again. */
  readonly inbox: (events: readonly ChatEvent[]) => Promise<unknown>;
  /** The form of a card for whoever pressed, or why they get none. */
  readonly form: (asked: FormAsked) => Promise<FormAnswer>;
  /** The message of a card as it is now for whoever looks at it. It reads, and changes nothing. */
  readonly refresh: (asked: RefreshAsked) => Promise<RefreshAnswer>;
  /** Takes note of what broke. */
  readonly noted: (thrown: unknown, during: string) => unknown;
  readonly clock: () => Date;
  readonly pause?: Handing['pause'];
}

export interface Teams {
  readonly surface: ChatSurface;
  /** To be mounted at `/teams`, before any reader of bodies. */
  readonly router: Router;
  /** The organisation's id, as places and identities name it. */
  readonly workspace: string;
  /** Throws Failure `bad-config` where Microsoft refuses the app's id or password. */
  start(): Promise<void>;
  /** Takes nothing more, and answers what came. */
  stop(): Promise<void>;
}

/** What Entra says of an app or a secret that it does not know. */
const REFUSED = new Set(['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant']);

/** The connection to Teams, for one organisation. Throws Failure `bad-config`. */
export function openTeams(parts: TeamsParts): Teams {
  const settings = checkSettings(parts);
  const { noted, clock, inbox, form, refresh, pause = passing } = parts;
  const { fileOrigins, serviceOrigins } = settings.endpoints;
  const agent = new Agent();
  const token = serviceToken(settings, { agent, clock });
  const adapter = botAdapter(settings, { token, agent, origins: serviceOrigins });
  const handing: Handing = { tenantId: settings.tenantId, clock, inbox, form, refresh, noted, pause };
  const running = new Set<Promise<Answer>>();
  let stopping: Promise<void> | undefined;

  function take(activity: TeamsActivity): Promise<Answer> {
    if (stopping !== undefined) return Promise.resolve({ status: 503 });
    const work = takeActivity(activity, handing);
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  async function stopped(): Promise<void> {
    await Promise.allSettled(running);
    await agent.close();
  }

  return {
    surface: teamsSurface(connectorOver(adapter, settings), settings, { agent, origins: fileOrigins }),
    router: httpReceiver({ settings, checkToken: tokenChecker(settings, { agent, clock, noted }), adapter, take, noted }),
    workspace: settings.tenantId,
    start: () => checkPassword(token, noted),
    stop: () => (stopping ??= stopped()),
  };
}

/** A password that Microsoft refuses is told now; a service that does not answer now is no reason not to start. */
async function checkPassword(token: ServiceToken, noted: TeamsParts['noted']): Promise<void> {
  try {
    await token.get();
  } catch (thrown) {
    if (thrown instanceof ChatTrouble && REFUSED.has(thrown.message))
      throw new Failure(
        'bad-config',
        `Microsoft refused the app id or password of Teams (${thrown.message}). Look whether the secret ran out, and whether app and tenant belong together.`,
      );
    noted(thrown, 'teams-start');
  }
}

async function passing(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { ref: false, signal });
}
