import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ChatEvent } from '#agent/chat/event.ts';
import { openTeams, type Teams, type TeamsParts } from '#connectors/teams/open-teams.ts';
import { teamsStandIn, type TeamsStandIn } from './teams-stand-in.ts';
import { TEAMS_APP, TEAMS_PASSWORD, TEAMS_TENANT, type Forgery } from './teams-tokens.ts';

export interface TeamsSending {
  readonly forgery?: Forgery;
  /** The address that the token names, where that is another than the activity's. */
  readonly claims?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent in place of the activity. */
  readonly raw?: string;
}

export interface TeamsAtWork {
  readonly teams: Teams;
  readonly standIn: TeamsStandIn;
  /** Events that reached the inbox, with a table's memory for keys. */
  readonly kept: readonly ChatEvent[];
  /** Every event that was handed over, repeated ones among them. */
  readonly handed: readonly ChatEvent[];
  readonly noted: readonly unknown[];
  readonly send: (activity: object, sending?: TeamsSending) => Promise<{ readonly status: number; readonly body: string }>;
  readonly close: () => Promise<void>;
}

/** `botbuilder` looks at the time itself, so tokens are of now. */
const now = (): Date => new Date();

export function teamsParts(standIn: TeamsStandIn): Pick<TeamsParts, 'appId' | 'appPassword' | 'tenantId' | 'endpoints'> {
  return {
    appId: TEAMS_APP,
    appPassword: TEAMS_PASSWORD,
    tenantId: TEAMS_TENANT,
    endpoints: {
      login: standIn.origin,
      openIdMetadata: `${standIn.origin}/v1/.well-known/openidconfiguration`,
      service: standIn.serviceUrl,
      fileOrigins: [standIn.origin],
    },
  };
}

/** The connection under test between a stand-in of Teams and an inbox that remembers keys. */
export async function teamsAtWork(parts: Partial<TeamsParts> = {}): Promise<TeamsAtWork> {
  const standIn = await teamsStandIn();
  const kept: ChatEvent[] = [];
  const handed: ChatEvent[] = [];
  const noted: unknown[] = [];
  const teams = openTeams({
    ...teamsParts(standIn),
    clock: now,
    pause: () => new Promise(() => {}),
    noted: (thrown) => void noted.push(thrown),
    form: () => Promise.resolve({ why: 'No form was expected.' }),
    refresh: () => Promise.resolve({ why: 'No refresh was expected.' }),
    inbox(events) {
      handed.push(...events);
      for (const event of events) if (!kept.some(({ key }) => key === event.key)) kept.push(event);
      return Promise.resolve();
    },
    ...parts,
  });
  const server = createServer(express().use('/teams', teams.router));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/messages`;
  return {
    ...{ teams, standIn, kept, handed, noted },
    async send(activity, { forgery, claims, headers, raw } = {}) {
      const body = { serviceUrl: standIn.serviceUrl, ...activity };
      const authorization = await standIn.tokens.authorization(claims ?? body.serviceUrl, now(), forgery);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }), ...headers },
        body: raw ?? JSON.stringify(body),
      });
      return { status: response.status, body: await response.text() };
    },
    async close() {
      await teams.stop();
      await standIn.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
