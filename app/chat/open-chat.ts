import { join } from 'node:path';
import type { Router } from 'express';
import type { ChatParts, Links } from '#agent/chat/chat-parts.ts';
import type { ChatEvent } from '#agent/chat/event.ts';
import { keepEvents } from '#agent/chat/keep-events.ts';
import { formFor } from '#agent/chat/forms.ts';
import { lookAgain } from '#agent/chat/look-again.ts';
import type { ChatSurface } from '#agent/chat/surface.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from '../owner/faults.ts';
import type { ChatBase } from './chat-base.ts';
import { repeat } from '../owner/repeat.ts';
import { keepTalking, type Talking } from './keep-talking.ts';

/** How soon a service that did not say whose it is is asked again. */
const LEARN_MS = 30_000;

export interface Chat {
  /** To be mounted where requests of the services come in, by what stands before their paths. */
  readonly routers: readonly { readonly at: string; readonly router: Router }[];
  /** For the person who starts the program: `Slack`, and how it is connected. */
  readonly surfaces: readonly (readonly [name: string, says: string])[];
  /** Begins to take what comes in. Throws Failure `bad-config` where a service refuses us. */
  start(): Promise<void>;
  /** Takes nothing more, and ends what was begun. */
  stop(): Promise<void>;
}

export interface ChatOpening {
  readonly config: Pick<Config, 'slack' | 'teams' | 'publicUrl' | 'dataDir' | 'tenant'>;
  readonly base: ChatBase;
  readonly faults: Faults;
}

/** One service, as it is connected. */
interface Connected {
  readonly says: readonly [name: string, says: string];
  readonly surface: ChatSurface;
  readonly routed?: Chat['routers'][number];
  start(): Promise<void>;
  /** The workspace that it is of, once the service has said so. */
  workspace(): Promise<string | undefined>;
  stop(): Promise<void>;
}

type Connecting = ChatParts & { readonly inbox: (events: readonly ChatEvent[]) => Promise<void> };

/** Chat on the services that are configured. Each is loaded only where it is. */
export async function openChat({ config, base, faults }: ChatOpening): Promise<Chat> {
  let talking: Talking | undefined;
  let learning: (() => Promise<void>) | undefined;
  const surfaces: ChatSurface[] = [];
  const soleWorkspace: { slack?: string; teams?: string } = {};
  const parts: Connecting = {
    ...base,
    surfaces,
    soleWorkspace,
    noted: (thrown, during) => faults.noted(thrown, during),
    ...(config.publicUrl !== undefined && { links: linksAt(config.publicUrl) }),
    now: () => Date.now(),
    async inbox(events) {
      await keepEvents(events, parts);
      talking?.nudge();
    },
  };
  const services: Connected[] = [];
  if (config.slack !== undefined) services.push(await slackOf(config.slack, unkeptIn(config), parts));
  if (config.teams !== undefined) services.push(await teamsOf(config.teams, parts));
  surfaces.push(...services.map(({ surface }) => surface));
  const learn = (): Promise<void> => learnWorkspaces(services, soleWorkspace);
  const stop = async (): Promise<void> => {
    await learning?.();
    await Promise.all(services.map((service) => service.stop()));
    await talking?.stop();
  };
  return {
    routers: services.flatMap(({ routed }) => routed ?? []),
    surfaces: services.map(({ says }) => says),
    async start() {
      try {
        for (const service of services) await service.start();
        await learn();
      } catch (thrown) {
        await stop();
        throw thrown;
      }
      talking = keepTalking(parts);
      learning = repeat(learn, LEARN_MS);
    },
    stop,
  };
}

/** Without its workspace nobody is known by the bare id of a surface: a service that was down at the start is asked again. */
async function learnWorkspaces(services: readonly Connected[], known: { slack?: string; teams?: string }): Promise<void> {
  for (const service of services) {
    const { name } = service.surface;
    if (known[name] !== undefined) continue;
    const workspace = await service.workspace().catch(() => undefined);
    if (workspace !== undefined) known[name] = workspace;
  }
}

function unkeptIn({ dataDir, tenant }: Pick<Config, 'dataDir' | 'tenant'>): string {
  return join(dataDir, 'chat-unkept', tenant);
}

async function slackOf(settings: NonNullable<Config['slack']>, unkept: string, parts: Connecting): Promise<Connected> {
  const { openSlack } = await import('#connectors/slack/open-slack.ts');
  const { inbox, noted } = parts;
  const slack = openSlack({ ...settings, unkeptIn: unkept, inbox, form: (asked) => formFor(asked, parts), noted, clock: () => new Date() });
  return {
    says: ['Slack', settings.appToken === undefined ? 'over HTTP, at /slack/events of the public address' : 'by Socket Mode'],
    surface: slack.surface,
    ...(slack.router !== undefined && { routed: { at: '/slack', router: slack.router } }),
    start: () => slack.start(),
    workspace: () => slack.workspace(),
    stop: () => slack.stop(),
  };
}

async function teamsOf(settings: NonNullable<Config['teams']>, parts: Connecting): Promise<Connected> {
  const { openTeams } = await import('#connectors/teams/open-teams.ts');
  const { inbox, noted } = parts;
  const teams = openTeams({
    ...settings,
    inbox,
    form: (asked) => formFor(asked, parts),
    refresh: (asked) => lookAgain(asked, parts),
    noted,
    clock: () => new Date(),
  });
  return {
    says: ['Teams', 'at /teams/messages of the public address'],
    surface: teams.surface,
    routed: { at: '/teams', router: teams.router },
    start: () => teams.start(),
    workspace: () => Promise.resolve(teams.workspace),
    stop: () => teams.stop(),
  };
}

function linksAt(publicUrl: string): Links {
  return {
    case: (handle) => `${publicUrl}/k/${encodeURIComponent(handle)}`,
    proposal: (id) => `${publicUrl}/p/${encodeURIComponent(id)}`,
  };
}
