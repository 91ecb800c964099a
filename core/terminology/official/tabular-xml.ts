import type { TabularEntry } from '../tabular-entry.ts';
import { childrenOf, textAt, textOf, type XmlElement } from './xml.ts';

/** Every chapter, section and code of the tabular list, in its order and to the letter (`ICD10CM.tabular`, FY2017 and later). */
export function readTabularXml(root: XmlElement): TabularEntry[] {
  const entries: TabularEntry[] = [];
  const diag = (element: XmlElement): void => {
    entries.push(entryOf(element, textAt(element, 'name') ?? ''));
    for (const beneath of childrenOf(element, 'diag')) diag(beneath);
  };
  for (const chapter of childrenOf(root, 'chapter')) {
    entries.push(entryOf(chapter, rangeOf(textAt(chapter, 'desc') ?? '')));
    for (const section of childrenOf(chapter, 'section')) {
      const id = section.attributes['id'] ?? '';
      entries.push(entryOf(section, id.includes('-') ? id : `${id}-${id}`));
      for (const category of childrenOf(section, 'diag')) diag(category);
    }
  }
  return entries;
}

/** `Certain infectious and parasitic diseases (A00-B99)`. */
function rangeOf(title: string): string {
  return /\(([A-Z]\w\w-[A-Z]\w\w)\)\s*$/.exec(title)?.[1] ?? title;
}

function entryOf(element: XmlElement, code: string): TabularEntry {
  const title = textAt(element, 'desc');
  const seventh = seventhOf(element);
  return {
    code,
    ...(title !== undefined && { title }),
    ...listed('inclusionTerms', notesOf(element, 'inclusionTerm')),
    ...listed('includes', notesOf(element, 'includes')),
    ...listed('excludes1', notesOf(element, 'excludes1')),
    ...listed('excludes2', notesOf(element, 'excludes2')),
    ...listed('codeFirst', notesOf(element, 'codeFirst')),
    ...listed('useAdditional', notesOf(element, 'useAdditionalCode')),
    ...listed('codeAlso', notesOf(element, 'codeAlso')),
    ...listed('notes', [...notesOf(element, 'notes'), ...notesOf(element, 'sevenChrNote')]),
    ...(seventh !== undefined && { seventh }),
  };
}

function listed(name: string, notes: readonly string[]): Partial<TabularEntry> {
  return notes.length === 0 ? {} : { [name]: notes };
}

function notesOf(element: XmlElement, tag: string): string[] {
  return childrenOf(element, tag)
    .flatMap((block) => childrenOf(block, 'note'))
    .map(textOf)
    .filter((note) => note !== '');
}

function seventhOf(element: XmlElement): Record<string, string> | undefined {
  const extensions = childrenOf(element, 'sevenChrDef').flatMap((block) => childrenOf(block, 'extension'));
  if (extensions.length > 0) return Object.fromEntries(extensions.map((one) => [one.attributes['char'] ?? '', textOf(one)]));
  if (childrenOf(element, 'sevenChrNote').length === 0) return undefined;
  // W44 prints its characters as inclusion terms, "A initial encounter".
  const printed = notesOf(element, 'inclusionTerm').map((note) => /^([0-9A-Z]) (.+)$/.exec(note));
  if (printed.length === 0 || printed.includes(null)) return undefined;
  return Object.fromEntries(printed.map((found) => [found?.[1] ?? '', found?.[2] ?? '']));
}
