import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { PolicyShown } from '#agent/oversight-desk.ts';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import { leftOut, rolesOfNobody } from '#guardrails/policy/policy-warnings.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import type { Config, NamedText } from '../settings/config.ts';
import { readWords, speaker } from '../words.ts';

const USAGE = 'policy show [<version>] | policy check <file> | policy propose <file> [--as <person>]';

export const policy: Command = {
  name: 'policy',
  usage: USAGE,
  summary: 'Show who may ask and decide what, check a policy file, or put one up for the signatures that bring it into force.',
  async run(words, { root, config, show, print, tell, say, faults }) {
    const given = readWords(words, { as: 'text' }, USAGE);
    const [verb, word, ...more] = given.rest;
    if (more.length > 0 || !['show', 'check', 'propose'].includes(verb ?? '') || (verb !== 'show' && word === undefined))
      throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const file = verb === 'show' ? undefined : { file: basename(word ?? ''), text: textOf(word ?? '') };
    if (verb === 'check' && file !== undefined) {
      const { version, warnings } = await checked(file, config());
      for (const warning of warnings) tell(`! ${warning}\n`);
      tell(`OK. ${file.file} is a policy, ${version}. Whether it is in force is another matter: countersign policy show.\n`);
      return 0;
    }
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign policy', progress: say, faults });
    try {
      if (file === undefined) print(shown(await attached.desk.showPolicy({ ...(word !== undefined && { version: word }) })));
      else show(await attached.desk.proposePolicy({ ...file, as }));
      return 0;
    } finally {
      await attached.close();
    }
  },
};

/** What there is of people without a database is the people file, where the settings name one. */
async function checked({ file, text }: NamedText, { people, tenant }: Config) {
  const [{ GRANTABLE }, { readPeople }] = await Promise.all([import('../people/rights.ts'), import('../people/principals.ts')]);
  const policy = readPolicy(text, file, GRANTABLE);
  const ofNobody = people === undefined ? [] : rolesOfNobody(policy, readPeople(people, TenantId.parse(tenant)), basename(people.file));
  return { version: policy.version, warnings: [...leftOut(policy, GRANTABLE), ...ofNobody] };
}

function textOf(path: string): string {
  try {
    return readFileSync(resolve(path), 'utf8');
  } catch (cause) {
    throw new Failure('bad-file', `${path}: it cannot be read. Give the path of a policy file.`, { cause });
  }
}

/** The file itself, under comments that say where it stands: what is printed is a policy file. */
function shown({ version, inForce, text, adoptions }: PolicyShown): string {
  const history = adoptions.map((one) => {
    const under = one.proposal === undefined ? '' : ` under ${one.proposal}`;
    return `#   ${one.at.slice(0, 16).replace('T', ' ')} UTC  ${one.version}, by ${one.by}${under}`;
  });
  const state = inForce ? 'It is in force.' : `It is not in force any more: ${adoptions.at(-1)?.version ?? 'another'} is.`;
  return [`# Policy ${version}. ${state}`, '# Brought into force here:', ...history, '', text.endsWith('\n') ? text : `${text}\n`].join(
    '\n',
  );
}
