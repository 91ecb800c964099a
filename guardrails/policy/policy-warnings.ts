import type { Principal } from '../actor.ts';
import type { PolicyFile } from './policy.ts';

/** Tools that the policy leaves out, in a sentence: those nobody may use. */
export function leftOut({ tools }: PolicyFile, grantable: readonly string[]): readonly string[] {
  const out = grantable.filter((name) => (tools[name] ?? []).length === 0);
  return out.length === 0 ? [] : [`Nobody may ${out.join(', ')}: the policy gives ${out.length === 1 ? 'it' : 'them'} to no role.`];
}

/** Roles that the policy names and nobody active has, in a sentence: a misspelling, or a place to fill. */
export function rolesOfNobody(policy: PolicyFile, people: readonly Principal[], register = 'the register'): readonly string[] {
  const had = new Set(people.filter(({ active }) => active).flatMap(({ roles }) => roles));
  const none = [...new Set(rolesNamed(policy))].filter((role) => !had.has(role));
  return none.length === 0 ? [] : [`By ${register}, nobody has the role ${none.join(', ')}, which the policy names.`];
}

function rolesNamed({ tools, effects, delegation, breakGlass }: PolicyFile): readonly string[] {
  return [
    ...Object.values(tools).flat(),
    ...Object.values(effects).flatMap(({ ask, decide, escalateTo }) => [
      ...ask,
      ...decide.flatMap(({ roles, mayReject = [] }) => [...roles, ...mayReject]),
      ...escalateTo,
    ]),
    ...(delegation?.roles ?? []),
    ...(breakGlass === undefined ? [] : [...breakGlass.who, ...breakGlass.roles, ...breakGlass.tell]),
  ];
}
