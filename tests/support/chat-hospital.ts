import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatParts } from '#agent/chat/chat-parts.ts';
import type { ButtonKind, ChatEvent, ChatSurfaceName, Did, Place } from '#agent/chat/event.ts';
import { opaqueOf } from '#agent/chat/opaque/opaque-of.ts';
import { checkOutbound } from '#agent/chat/outbound/check-outbound.ts';
import { keepEvents } from '#agent/chat/keep-events.ts';
import { tryLink } from '#agent/chat/try-link.ts';
import { sendMessages } from '#agent/chat/send-messages.ts';
import { workInbox } from '#agent/chat/work-inbox.ts';
import type { CardView } from '#agent/chat/view.ts';
import { createAgent } from '#agent/create-agent.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { importDroppedX12 } from '#app/chat/import-dropped.ts';
import { consoleBase } from '#app/console-base.ts';
import { importCharts } from '#app/import-charts.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { Failure } from '#core/errors.ts';
import type { Identity } from '#guardrails/actor.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { closeLapsed } from '#guardrails/lapse.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { TOOLS } from '#tools/registry.ts';
import { cardsIn, scriptedSurface, type ScriptedSurface, type Stood } from './chat-scripted.ts';
import { fill, type Hospital, type Who } from './hospital.ts';

export const WORKSPACE = { slack: 'T1', teams: 'org-1' } as const;

/** Chat over the demo hospital on one database, with two scripted surfaces. */
export interface ChatHospital {
  readonly hospital: Hospital;
  readonly parts: ChatParts;
  readonly slack: ScriptedSurface;
  readonly teams: ScriptedSurface;
  readonly noted: unknown[];
  readonly within: <T>(work: (unit: SetUpUnit) => Promise<T>) => Promise<T>;
  /** Puts an event into the inbox. Each has a key of its own unless one is given. */
  readonly came: (did: Did, by: By) => Promise<readonly string[]>;
  readonly says: (text: string, by: By) => Promise<void>;
  readonly presses: (button: ButtonKind, card: CardView, by: { readonly user: string; readonly place?: Place }) => Promise<void>;
  /** Works and sends until nothing is left, as if a second passed after every message. */
  readonly settle: () => Promise<void>;
  /** Gives somebody identities beside those of the people file. */
  readonly called: (who: Who, ...identities: readonly Identity[]) => Promise<void>;
  readonly effects: () => number;
  clock: { now: number };
}

let keys = 0;

export function aPlace(surface: ChatSurfaceName, changes: Partial<Place> = {}): Place {
  return {
    surface,
    workspace: WORKSPACE[surface],
    channel: surface === 'slack' ? 'C1' : 'general',
    thread: '17.1',
    kind: 'channel',
    ...changes,
  };
}

export function directTo(surface: ChatSurfaceName, user: string): Place {
  return { surface, workspace: WORKSPACE[surface], channel: `D-${user}`, kind: 'direct' };
}

interface By {
  readonly user: string;
  readonly place?: Place;
  readonly key?: string;
  readonly alone?: true;
}

export function eventOf(did: Did, { user, place = aPlace('slack'), key, ...rest }: By): ChatEvent {
  return { key: key ?? `event-${(keys += 1)}`, place, user, at: '2026-11-22T09:00:00.000Z', did, ...rest };
}

export async function openChat(database: Database, encounters: readonly string[] = ['E-1042']): Promise<ChatHospital> {
  const hospital = await fill(database, encounters);
  const { store, tenant } = hospital;
  const folder = mkdtempSync(join(tmpdir(), 'countersign-chat-'));
  const [slack, teams] = [scriptedSurface('slack'), scriptedSurface('teams')];
  const noted: unknown[] = [];
  const clock = { now: Date.parse('2026-11-22T09:00:00.000Z') };
  let ids = 0;
  const agent = createAgent({
    ...{ store, editions: hospital.as('coder').editions, tools: TOOLS, planner: rulesPlanner() },
    ...(await openCheckpoints(database.pool)),
    deliver: async () => void (await deliverOwed(store, tenant, [folderReceiver(folder)])),
    newId: () => `turn-${(ids += 1)}`,
  });
  const within: ChatHospital['within'] = (work) => store.within(tenant, work);
  const pages = consoleBase({ store, tenant, agent, editions: hospital.as('coder').editions, sweep: () => Promise.resolve() });
  const parts: ChatParts = {
    ...{ tenant, store, agent, surfaces: [slack, teams], soleWorkspace: WORKSPACE },
    sweep: () => within(async (unit) => void (await closeLapsed(unit, tenant))),
    opaque: opaqueOf({ editions: hospital.as('coder').editions }),
    checkOutbound: checkOutbound({ editions: hospital.as('coder').editions }),
    links: { case: (handle) => `https://countersign.test/k/${handle}`, proposal: (id) => `https://countersign.test/p/${id}` },
    noted(thrown) {
      noted.push(thrown);
      return thrown instanceof Failure && thrown.code !== 'broken-promise'
        ? thrown
        : new Failure('broken-promise', 'Something broke inside Countersign. It was written to the log as F-000000000000.');
    },
    async importFiles(files, { principal, channel }) {
      const taken = mkdtempSync(join(tmpdir(), 'countersign-dropped-'));
      for (const { name, content } of files) writeFileSync(join(taken, name), content);
      return importCharts(store, tenant, taken, { actor: principal.id, channel });
    },
    importX12: (files, actor) => importDroppedX12(store, files, actor),
    signIn: (code, { principal: { name } }) => Promise.resolve(`Signed in as ${name} with ${code}.`),
    link: async (code, identity) => {
      const { name } = await tryLink({ store, tenant }, code, identity);
      return `You are ${name} here now.`;
    },
    letter: (proposal, actor) => pages.letter(proposal, 'pdf', actor),
    now: () => clock.now,
  };
  const came: ChatHospital['came'] = (did, by) => keepEvents([{ ...eventOf(did, by), at: new Date(clock.now).toISOString() }], parts);
  return {
    ...{ hospital, parts, slack, teams, noted, within, came, clock },
    says: async (text, by) => void (await came({ kind: 'said', text }, by)),
    presses: async (button, { id }, by) => void (await came({ kind: 'clicked', button, card: id }, by)),
    async settle() {
      for (;;) {
        await hospital.asOwner(`update chat_channel set free_at = '-infinity'`);
        const worked = (await workInbox(parts)) + (await sendMessages(parts));
        if (worked === 0) return;
      }
    },
    async called(who, ...identities) {
      const person = hospital.person(who);
      await within(async (unit) => {
        await unit.principals.unlink([person.id]);
        await setPrincipal(unit, { ...person, identities: [...(person.identities ?? []), ...identities] }, tenant);
      });
    },
    effects: () => readdirSync(folder).length,
  };
}

/** The card of a proposal that stands on a surface, wherever it was written last. */
export function cardOn({ stands }: ScriptedSurface, proposal: string): CardView {
  const found = stands.flatMap(({ view }) => cardsIn(view)).findLast((card) => card.proposal === proposal);
  if (found === undefined) throw new Error(`no card of ${proposal} stands there`);
  return found;
}

/** What was said to one user alone: where they are, or directly. */
export function asides({ stands }: ScriptedSurface, user: string): readonly Stood[] {
  return stands.filter(({ to: { only, place } }) => only === user || place.channel === directTo(place.surface, user).channel);
}
