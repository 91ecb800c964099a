import type { CodeTarget, EditionSource, IndexEntry } from './edition-source.ts';
import type { CodeTable } from './code-table.ts';
import type { CompiledEdition, CompiledEntry, DroppedTarget, ModifierUse, PhraseUse, Reach, Subterm } from './compiled-edition.ts';
import { codeRefiner } from './refine-code.ts';
import { findExactTitle, titleOpeners } from './exact-titles.ts';
import { prepareEdition, type PreparedEdition } from './prepare-edition.ts';
import { statementIndex } from './statement-index.ts';
import { codeTable } from './code-table.ts';
import { descendIndex } from './descend-index.ts';
import { lexicon, type Lexicon } from './lexicon.ts';
import { inCapitals, modifierNames, phraseWords, readPhrase } from './phrase-words.ts';
import { phraseTrie, type PhraseTrie } from './phrase-trie.ts';
import { seventhCharacter, stemOf } from './seventh-character.ts';
import { tabularNotes } from './tabular-notes.ts';

/**
 * Makes an edition fast to ask. `sha256` is that of the source's canonical form. `prepared` is what takes long to make, where it
 * has been kept. Index targets that the code list does
 * not carry are left out and named in `dropped`: so an official code list can be read with the starter's index.
 */
export function compileEdition(source: EditionSource, sha256: string, prepared?: PreparedEdition): CompiledEdition {
  const table = codeTable(source.codes);
  const ready = prepared ?? prepareEdition(source, table);
  const statements = statementIndex(ready.statements);
  const { refine } = codeRefiner(table);
  const words = lexicon();
  const dropped: DroppedTarget[] = [];
  const axes = axisByName(source);
  const episodes = Object.keys(source.modifiers['episode'] ?? {});
  const entries = linked(
    source.index,
    descendIndex(source.index).map((entry, id) => compileEntry(entry, id, { table, episodes, dropped })),
    dropped,
  );
  const phrases = phraseTrie<PhraseUse>();
  source.index.forEach((entry, id) => {
    const compiled = entries[id];
    if (compiled !== undefined) addPhrases(entry.say, compiled, phrases, words);
  });
  const reach = reachByCode(entries, table);
  return {
    head: source.head,
    sha256,
    counts: { codes: table.rows.length, billable: table.billable, phrases: phrases.size + statements.size },
    code: table.find,
    under: table.under,
    notes: tabularNotes(ready.notes),
    lexicon: words,
    phrases,
    modifiers: modifierTrie(source, entries, words),
    passable: passableWords(source, words),
    combinations: [...source.combinations, ...ready.links].filter((rule) => reaches(rule.gives, table)),
    dropped,
    axisOf: (name) => axes.get(name) ?? name,
    episodes: new Set(episodes),
    kept: { source: withoutOfficial(source), prepared: ready },
    statements,
    refine,
    exactTitle: (key) => findExactTitle(key, ready.titles, table),
    opensTitle: titleOpeners(table),
    reach: (code) => reach.get(code) ?? [],
    resolve(target, episode) {
      const letter = target.endsWith('?') ? seventhCharacter(table.seventh(stemOf(target)), episode) : '';
      const row = letter === undefined ? undefined : table.find(letter === '' ? target : stemOf(target) + letter);
      return row?.billable === true ? row.code : undefined;
    },
  };
}

function withoutOfficial({ official: _official, ...rest }: EditionSource): Omit<EditionSource, 'official'> {
  return rest;
}

function axisByName(source: EditionSource): Map<string, string> {
  const axes = new Map<string, string>();
  for (const [axis, names] of Object.entries(source.modifiers)) {
    for (const name of Object.keys(names)) axes.set(name, axis);
  }
  return axes;
}

function reaches(target: CodeTarget, table: CodeTable): boolean {
  if (target.endsWith('?')) return table.seventh(stemOf(target)).size > 0;
  return table.find(target)?.billable === true;
}

interface Workshop {
  readonly table: CodeTable;
  readonly episodes: readonly string[];
  readonly dropped: DroppedTarget[];
}

function compileEntry(entry: IndexEntry, id: number, { table, episodes, dropped }: Workshop): CompiledEntry {
  const subterms: Subterm[] = [];
  for (const [subterm, target] of Object.entries(entry.sub)) {
    if (reaches(target, table)) subterms.push({ names: modifierNames(subterm), target });
    else dropped.push({ main: entry.main, subterm, target });
  }
  const kept = entry.code !== undefined && reaches(entry.code, table);
  if (entry.code !== undefined && !kept) dropped.push({ main: entry.main, subterm: '', target: entry.code });
  const uses = new Set(subterms.flatMap(({ names }) => names));
  if (uses.has('left') && uses.has('right')) uses.add('bilateral');
  if (uses.has('acute') && uses.has('chronic')) uses.add('acute on chronic');
  const code = kept ? entry.code : undefined;
  if ([code, ...subterms.map(({ target }) => target)].some((target) => target?.endsWith('?') === true)) {
    for (const name of episodes) uses.add(name);
  }
  return { id, main: entry.main, origin: 'phrase', code, subterms, also: [], notIn: entry.notIn, onlyIn: entry.onlyIn, uses };
}

/** Gives each entry the entries that its words state as well. */
function linked(index: readonly IndexEntry[], entries: readonly CompiledEntry[], dropped: DroppedTarget[]): CompiledEntry[] {
  const byMain = new Map(entries.map((entry) => [entry.main, entry]));
  return entries.map((entry, at) => {
    const also = (index[at]?.also ?? []).flatMap((main) => {
      const other = byMain.get(main);
      if (other === undefined) dropped.push({ main: entry.main, subterm: '', target: main });
      return other ?? [];
    });
    return also.length === 0 ? entry : { ...entry, also };
  });
}

function addPhrases(say: readonly string[], entry: CompiledEntry, phrases: PhraseTrie<PhraseUse>, words: Lexicon): void {
  if (entry.code === undefined && entry.subterms.length === 0) return;
  for (const phrase of say) {
    const { say: spoken, implied } = readPhrase(phrase);
    const ids = phraseWords(spoken).map(words.intern);
    if (ids.length === 0) continue;
    const capitals = inCapitals(spoken);
    const spelling = capitals && ids.length === 1 ? spoken.trim() : '';
    phrases.add(ids, { entry, capitals, spelling, implied, words: ids.length });
  }
}

function modifierTrie(source: EditionSource, entries: readonly CompiledEntry[], words: Lexicon): PhraseTrie<ModifierUse> {
  const trie = phraseTrie<ModifierUse>();
  const known = new Set<string>();
  for (const [axis, names] of Object.entries(source.modifiers)) {
    for (const [name, said] of Object.entries(names)) {
      known.add(name);
      for (const phrase of said) {
        trie.add(phraseWords(phrase).map(words.intern), { name, axis, capitals: inCapitals(phrase) });
      }
    }
  }
  const literal = new Set(entries.flatMap(({ uses }) => [...uses]).filter((name) => !known.has(name)));
  for (const name of literal) {
    trie.add(phraseWords(name).map(words.intern), { name, axis: name, capitals: inCapitals(name) });
  }
  return trie;
}

const ARTICLES = ['the', 'a', 'an', 'his', 'her', 'their', 'patient'];
const PASSABLE_AXES = ['laterality', 'acuity', 'severity', 'site'];

function passableWords(source: EditionSource, words: Lexicon): Set<number> {
  const single = PASSABLE_AXES.flatMap((axis) => Object.values(source.modifiers[axis] ?? {}).flat())
    .map(phraseWords)
    .flatMap((phrase) => (phrase.length === 1 ? phrase : []));
  return new Set([...ARTICLES, ...single].map(words.intern));
}

function reachByCode(entries: readonly CompiledEntry[], table: CodeTable): Map<string, Reach[]> {
  const reach = new Map<string, Reach[]>();
  const add = (target: CodeTarget | undefined, way: Reach): void => {
    if (target === undefined) return;
    const stem = stemOf(target);
    const codes = target.endsWith('?') ? [...table.seventh(stem)].map((letter) => stem + letter) : [target];
    for (const code of codes) {
      const held = reach.get(code);
      if (held === undefined) reach.set(code, [way]);
      else held.push(way);
    }
  };
  for (const entry of entries) {
    add(entry.code, { entry, names: [] });
    for (const { names, target } of entry.subterms) add(target, { entry, names });
  }
  return reach;
}
