import { replayDecision } from '#app/replay/replay-decision.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Replayed } from '#agent/oversight-desk.ts';
import type { Actor } from '#guardrails/actor.ts';
import { decide, type Decision } from '#guardrails/approvals.ts';
import { fill, type Hospital, type Who } from './hospital.ts';

/** A hospital in which decisions are made and run again. */
export interface Replaying {
  readonly hospital: Hospital;
  readonly actor: (who: Who) => Actor;
  /** What the program proposes for somebody. */
  readonly propose: (encounter: string, codes: readonly string[], who?: Who) => Promise<readonly string[]>;
  /** Approves, or rejects where there is a reason. */
  readonly settle: (proposal: string, who?: Who, reason?: string) => Promise<Decision>;
  readonly approved: (encounter: string, code: string) => Promise<string>;
  /** The verdict, and the text with one space between words. */
  readonly replay: (of: string, who?: Who) => Promise<Pick<Replayed, 'verdict'> & { readonly text: string }>;
  /** Changes a row past the program, looks, and puts it back. */
  readonly whileIn: <T>(change: Planted, look: () => Promise<T>) => Promise<T>;
}

export interface Planted {
  readonly table: string;
  readonly where: string;
  readonly set: string;
}

export async function openReplaying(database: Database, encounters: readonly string[]): Promise<Replaying> {
  const hospital = await fill(database, encounters);
  const { store, tenant, asOwner } = hospital;
  const actor = (who: Who) => hospital.as(who).actor;
  const propose: Replaying['propose'] = async (encounter, codes, who = 'coder') => {
    const outcome = await hospital.askAs(hospital.as('agent', who), 'propose_codes', { encounter, codes });
    return outcome.status === 'held' ? outcome.proposals : [];
  };
  const settle: Replaying['settle'] = (proposal, who = 'coder', reason?: string) => {
    const request = reason === undefined ? { proposal, verdict: 'approved' as const } : { proposal, verdict: 'rejected' as const, reason };
    return store.within(tenant, (unit) => decide(unit, request, actor(who)));
  };
  return {
    hospital,
    actor,
    propose,
    settle,
    async approved(encounter, code) {
      const [id = ''] = await propose(encounter, [code]);
      const decision = await settle(id);
      if (decision.status !== 'decided') throw new Error(JSON.stringify(decision));
      return id;
    },
    async replay(of, who = 'compliance') {
      const { verdict, blocks } = await store.within(tenant, (unit) => replayDecision(unit, of, actor(who)));
      return { verdict, text: plainText(blocks, undefined, 400).replaceAll(/ +/g, ' ') };
    },
    async whileIn({ table, where, set }, look) {
      await asOwner(`create table kept as select * from ${table} where ${where}`);
      await asOwner(`update ${table} set ${set} where ${where}`);
      const seen = await look();
      const [columns] = await asOwner<{ all: string }>(
        `select string_agg(format('%1$I = (select %1$I from kept)', column_name), ', ') as all from information_schema.columns
         where table_schema = 'countersign' and table_name = '${table}' and is_generated = 'NEVER'`,
      );
      await asOwner(`update ${table} set ${columns?.all} where ${where}`);
      await asOwner('drop table kept');
      return seen;
    },
  };
}
