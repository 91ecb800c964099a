import type { Router } from 'express';
import type { ChatParts, Links } from '#agent/chat/chat-parts.ts';
import type { ChatEvent } from '#agent/chat/event.ts';
import { formFor } from '#agent/chat/forms.ts';
import type { ChatSurface } from '#agent/chat/surface.ts';
import type { Config } from '../config.ts';
import type { Faults } from '../faults.ts';
import type { ChatBase } from './chat-base.ts';
import { keepTalking } from './keep-talking.ts';

export interface Chat {
  /** To be mounted where requests of the services come in, by what stands before their paths. */
  readonly routers: readonly { readonly at: string; readonly router: Router }[];
  /** For the person who starts the program: `Slack (Socket Mode)`. */
  readonly surfaces: readonly string[];
  /** Begins to take what comes in. Throws Failure `bad-config` where a service refuses us. */
  start(): Promise<void>;
  /** Takes nothing more, and ends what was begun. */
  stop(): Promise<void>;
}

export interface ChatOpening {
  readonly config: Config;
  readonly base: ChatBase;
  readonly faults: Faults;
  /** Signs a page in for somebody who showed its code. */
  readonly signIn: ChatParts['signIn'];
}

/** Chat on the services that are configured; `undefined` where none is. */
export async function openChat({ config, base, faults, signIn }: ChatOpening): Promise<Chat | undefined> {
  const { slack: slackSettings } = config;
  if (slackSettings === undefined) return undefined;
  let nudge = (): void => undefined;
  const inbox = async (events: readonly ChatEvent[]): Promise<void> => {
    await base.store.within(base.tenant, ({ inbox: kept }) => kept.accept(events));
    nudge();
  };
  const surfaces: ChatSurface[] = [];
  const soleWorkspace: { slack?: string } = {};
  const parts: ChatParts = {
    ...base,
    surfaces,
    soleWorkspace,
    signIn,
    noted: (thrown, during) => faults.noted(thrown, during),
    ...(config.publicUrl !== undefined && { links: linksAt(config.publicUrl) }),
    now: () => Date.now(),
  };
  const { openSlack } = await import('#connectors/slack/open-slack.ts');
  const slack = openSlack({
    ...slackSettings,
    inbox,
    form: (asked) => formFor(asked, parts),
    noted: (thrown, during) => faults.noted(thrown, during),
    clock: () => new Date(),
  });
  surfaces.push(slack.surface);
  let talking: ReturnType<typeof keepTalking> | undefined;
  return {
    routers: slack.router === undefined ? [] : [{ at: '/slack', router: slack.router }],
    surfaces: [slackSettings.appToken === undefined ? 'Slack (HTTP)' : 'Slack (Socket Mode)'],
    async start() {
      await slack.start();
      const workspace = slack.workspace();
      if (workspace !== undefined) soleWorkspace.slack = workspace;
      talking = keepTalking(parts);
      ({ nudge } = talking);
    },
    async stop() {
      await slack.stop();
      await talking?.stop();
    },
  };
}

function linksAt(publicUrl: string): Links {
  return {
    case: (handle) => `${publicUrl}/k/${encodeURIComponent(handle)}`,
    proposal: (id) => `${publicUrl}/p/${encodeURIComponent(id)}`,
  };
}
