import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPolicyFile } from '#connectors/policy-in/read-policy-file.ts';
import { Failure } from '#core/errors.ts';
import type { PolicyDocument } from '#core/policy-library/clause.ts';
import type { Channel, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

export interface PoliciesImported {
  readonly imported: readonly Pick<PolicyDocument, 'id' | 'from' | 'title' | 'clauses'>[];
  readonly unchanged: number;
  readonly refused: readonly { readonly file: string; readonly why: string }[];
}

const KINDS = ['.md', '.txt', '.pdf'];
const MOST_BYTES = 5_000_000;

/**
 * Brings policies into the library, from a file or from those of a folder. A file is taken whole or refused whole; each that is new is
 * written in one transaction with its ledger entry. The same file again changes nothing.
 */
export async function importPolicies(
  store: Store<Unit>,
  tenant: TenantId,
  path: string,
  by: { readonly actor: string; readonly channel: Channel },
): Promise<PoliciesImported> {
  const imported: PolicyDocument[] = [];
  const refused: { file: string; why: string }[] = [];
  let unchanged = 0;
  for (const file of await filesOf(path)) {
    try {
      const document = await read(file);
      const isNew = await store.within(tenant, (unit) => add(unit, document, tenant, by));
      if (isNew) imported.push(document);
      else unchanged += 1;
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code !== 'bad-file') throw thrown;
      refused.push({ file: basename(file), why: thrown.says });
    }
  }
  return { imported, unchanged, refused };
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Failure('not-found', 'There is no file or folder of that name. Nothing was brought in.');
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => KINDS.some((kind) => name.toLowerCase().endsWith(kind))).toSorted();
  if (names.length === 0) throw new Failure('bad-input', 'The folder has no .md or .txt file. Nothing was brought in.');
  return names.map((name) => join(path, name));
}

async function read(file: string): Promise<PolicyDocument> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Failure('bad-file', `${basename(file)} has more than ${MOST_BYTES} bytes. Part it into documents.`);
  return readPolicyFile(basename(file), await readFile(file));
}

async function add(
  unit: Unit,
  document: PolicyDocument,
  tenant: TenantId,
  by: { readonly actor: string; readonly channel: Channel },
): Promise<boolean> {
  await unit.lockWriters();
  const there = (await unit.billing.library.list()).find(({ id, from }) => id === document.id && from === document.from);
  if (there?.sha256 === document.sha256) return false;
  await unit.billing.library.put(document);
  const { id, from, sha256, clauses } = document;
  await unit.ledger.append({ tenant, ...by, act: 'library.imported', about: { document: id, from, sha256, clauses: clauses.length } });
  return true;
}
