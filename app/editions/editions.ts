import { licensedTexts, type LicensedTexts } from '#core/denials/codes/licensed-texts.ts';
import { Failure } from '#core/errors.ts';
import { readContent } from '#core/terminology/any-source.ts';
import type { CodeFacts } from '#core/terminology/code-facts.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import type { EditionSystem } from '#core/terminology/edition-system.ts';
import { AdjustmentListSource, PoaExemptSource } from '#core/terminology/facts/fact-source.ts';
import { codeEditorTable, hccTable, poaExemptTable, severityTable } from '#core/terminology/facts/fact-tables.ts';
import type { EditionRecord, EditionRecords, Editions } from '#tools/unit.ts';
import { chooseEdition, findEdition } from './choose-edition.ts';
import type { CompiledEditions } from './compiled-editions.ts';
import { shipped } from '../shipped.ts';

type Records = Pick<EditionRecords, 'list' | 'content'>;

/**
 * The editions in force, compiled once a process, and once an installation where `kept` keeps them. The content of an edition never
 * changes under its digest, so the digest is the key.
 */
export function editionsInForce(kept?: CompiledEditions): Editions {
  const compiled = new Map<string, CompiledEdition>();
  const lists = new Map<string, LicensedTexts>();
  const tables = new Map<string, Partial<CodeFacts>>();
  return {
    shipped,
    async on(day, { editionRecords }) {
      const chosen = chooseEdition(await editionRecords.list(), day);
      const known = compiled.get(chosen.sha256) ?? (await kept?.read(chosen.sha256));
      const edition = known ?? (await compiledFrom(editionRecords, chosen));
      if (known === undefined) await kept?.keep(edition);
      compiled.set(chosen.sha256, edition);
      return edition;
    },
    async facts(day, { editionRecords }) {
      const records = await editionRecords.list();
      const facts = { poaExempt: undefined, editor: undefined, hcc: undefined, severity: undefined };
      for (const system of FACTS) {
        const chosen = findEdition(records, system, day);
        if (chosen === undefined) continue;
        const table = tables.get(chosen.sha256) ?? (await tableFrom(editionRecords, chosen));
        tables.set(chosen.sha256, table);
        Object.assign(facts, table);
      }
      return facts;
    },
    async licensedTexts(day, { editionRecords }) {
      const chosen = findEdition(await editionRecords.list(), 'adjustment-codes', day);
      if (chosen === undefined) return undefined;
      const known = lists.get(chosen.sha256) ?? (await textsFrom(editionRecords, chosen));
      lists.set(chosen.sha256, known);
      return known;
    },
  };
}

const FACTS: readonly EditionSystem[] = ['poa-exempt', 'mce', 'cms-hcc', 'msdrg-cc'];

async function compiledFrom(records: Records, chosen: EditionRecord): Promise<CompiledEdition> {
  return compileEdition(EditionSource.parse(JSON.parse(await contentOf(records, chosen))), chosen.sha256);
}

async function tableFrom(records: Records, chosen: EditionRecord): Promise<Partial<CodeFacts>> {
  const source = readContent(await contentOf(records, chosen));
  const edition = `${chosen.head.id}@${chosen.sha256}`;
  if ('edits' in source) return { editor: codeEditorTable(source, edition) };
  if ('rows' in source) return { hcc: hccTable(source, edition) };
  if ('levels' in source) return { severity: severityTable(source, edition) };
  if (source.head.system === 'poa-exempt') return { poaExempt: poaExemptTable(PoaExemptSource.parse(source), edition) };
  throw new Failure('broken-promise', `Edition ${chosen.head.id} is no table.`);
}

async function textsFrom(records: Records, chosen: EditionRecord): Promise<LicensedTexts> {
  const source = AdjustmentListSource.parse(JSON.parse(await contentOf(records, chosen)));
  return licensedTexts(source, `${chosen.head.id}@${chosen.sha256}`);
}

async function contentOf({ content }: Records, { head }: EditionRecord): Promise<string> {
  const found = await content(head.id);
  if (found === undefined) throw new Failure('broken-promise', `Edition ${head.id} has no content.`);
  return found;
}
