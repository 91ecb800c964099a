import type { OversightDesk } from '#agent/oversight-desk.ts';
import type { Block } from '#core/answer/block.ts';
import type { Principal } from '#guardrails/actor.ts';
import { grantsIn, unseenEmergencies, type Grant } from '#guardrails/authority.ts';
import { acknowledge, breakGlass, endGrant, lend } from '#guardrails/grant.ts';
import type { Unit } from '#tools/unit.ts';
import { inMinutes } from '#core/moment.ts';
import { takenInWords } from '../people/emergencies.ts';
import type { Asking } from './oversight-desk.ts';

type AuthorityDesk = Pick<OversightDesk, 'listAuthority' | 'lendAuthority' | 'takeAuthority' | 'endAuthority' | 'seeAuthority'>;

/** Authority that people have for a time: lent to them, or taken in an emergency. */
export function authorityDesk(asking: Asking, reading: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>): AuthorityDesk {
  return {
    listAuthority: () => reading(listAuthority),
    lendAuthority: ({ to, roles, hours, as }) =>
      asking('lend_authority', as, async (unit, actor) => {
        const grant = await lend(unit, { to, roles, hours }, actor);
        const says = `${grant.id}: ${to} may decide as ${roles.join(' and ')} in the place of ${actor.principal.name} until ${inMinutes(grant.until)}.`;
        return [
          text(says),
          text(`"countersign authority end ${grant.id}" ends it earlier. What you asked for ${to} may not decide in your place either.`),
        ];
      }),
    takeAuthority: ({ roles, reason, minutes, as }) =>
      asking('take_authority', as, async (unit, actor) => {
        const given = { roles, ...(reason !== undefined && { reason }), ...(minutes !== undefined && { minutes }) };
        const grant = await breakGlass(unit, given, actor);
        const { breakGlass: rule } = await unit.policies.inForce();
        const told = (await unit.principals.list()).filter(
          ({ roles: has, active }) => active && has.some((role) => rule?.tell.includes(role)),
        );
        return [
          { kind: 'note', tone: 'warning', text: `${takenInWords(grant)} ${toldInWords(told)} Every decision under it is marked.` },
          text(`"countersign authority end ${grant.id}" ends it as soon as it is not needed any more.`),
        ];
      }),
    endAuthority: ({ id, as }) =>
      asking('end_authority', as, async (unit, actor) => {
        const { to, roles } = await endGrant(unit, idOf(id), actor);
        return [text(`${idOf(id)} is ended: ${to} may no longer decide as ${roles.join(' and ')} by it.`)];
      }),
    seeAuthority: ({ id, as }) =>
      asking('see_authority', as, async (unit, actor) => {
        const grant = await acknowledge(unit, idOf(id), actor);
        return [text(`${takenInWords(grant)} Seen by ${actor.principal.name}, and entered in the ledger.`)];
      }),
  };
}

function toldInWords(people: readonly Principal[]): string {
  if (people.length === 0) return 'NOBODY HERE IS THERE TO BE TOLD OF IT.';
  return `${people.map(({ name }) => name).join(' and ')} will be told of it above whatever they ask.`;
}

async function listAuthority(unit: Unit): Promise<readonly Block[]> {
  const now = await unit.now();
  const all = grantsIn(await unit.ledger.list({ matter: 'authority' }));
  const standing = all.filter(({ ended, until }) => !ended && until > now);
  const unseen = await unseenEmergencies(unit);
  return [
    { kind: 'title', text: 'Authority for a time' },
    ...unseen.map((grant): Block => ({
      kind: 'note',
      tone: 'warning',
      text: `${takenInWords(grant)} Nobody who is to be told of it has seen it.`,
    })),
    standing.length === 0 ? text('Nobody decides with lent or taken authority now.') : table(standing),
  ];
}

function table(grants: readonly Grant[]): Block {
  return {
    kind: 'table',
    columns: ['Id', 'Who', 'May decide as', 'By', 'Until', 'Seen by'],
    rows: grants.map(({ id, to, how, from, roles, until, reason, seenBy }) => [
      id,
      to,
      roles.join(', '),
      how === 'lent' ? `lent by ${from ?? 'somebody'}` : `TAKEN, ${reason ?? 'no reason'}`,
      inMinutes(until),
      how === 'lent' ? '' : (seenBy ?? 'nobody yet'),
    ]),
  };
}

function idOf(typed: string): string {
  return typed.toUpperCase();
}

function text(says: string): Block {
  return { kind: 'text', text: says };
}
