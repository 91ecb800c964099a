import { Failure } from '#core/errors.ts';
import { digest } from '#guardrails/audit/canonical-json.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import type { Policies } from '#guardrails/unit.ts';
import { newestSound } from './newest-sound.ts';
import type { Sealed } from './sealed-entries.ts';
import type { Transaction } from './transaction.ts';

const ADOPTED = `about ->> 'adopts' is not null`;

/** Policies of one tenant. `read` keeps what was parsed before, by digest of the text. */
export function policies({ rows, lockWriters }: Transaction, sealed: Sealed, read: ReadText): Policies {
  const textOf = async (version: string) =>
    (await rows<{ text: string }>('select text from policy where version = $1', [version]))[0]?.text;

  return {
    async inForce() {
      const entry = await newestSound(rows, sealed, { where: ADOPTED });
      if (entry === undefined) throw await noneAdopted(rows);
      const { adopts, text: wanted } = JSON.parse(entry.about) as { readonly adopts: string; readonly text: string };
      const text = await textOf(adopts);
      if (text === undefined || digest(text) !== wanted) throw altered(adopts);
      return read(text);
    },
    async find(version) {
      const text = await textOf(version);
      if (text === undefined) return undefined;
      const policy = read(text);
      if (policy.version !== version) throw altered(version);
      return { policy, text };
    },
    async keep({ version }, text) {
      await lockWriters();
      await rows('insert into policy (version, text) values ($1, $2) on conflict do nothing', [version, text]);
    },
  };
}

export type ReadText = (text: string) => Policy;

/** Reads each text once: a policy is asked for in every transaction and hardly ever changes. */
export function readEachOnce(): ReadText {
  const known = new Map<string, Policy>();
  return (text) => {
    const key = digest(text);
    const policy = known.get(key) ?? readPolicy(text, 'in force');
    known.set(key, policy);
    return policy;
  };
}

async function noneAdopted(rows: Transaction['rows']): Promise<Failure> {
  const [unsound] = await rows<{ version: string }>(
    `select about ->> 'adopts' as version from ledger_entry where ${ADOPTED} order by index desc limit 1`,
  );
  if (unsound !== undefined) return altered(unsound.version);
  return new Failure('not-found', 'No policy was ever brought into force here. Start Countersign once: it adopts the policy file.');
}

function altered(version: string): Failure {
  return new Failure(
    'altered',
    `The policy ${version} was changed in the database and not by Countersign, so nothing is asked, read or decided under it. Tell your compliance officer.`,
  );
}
