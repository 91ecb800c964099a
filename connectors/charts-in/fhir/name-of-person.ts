import type { HumanName } from './datatypes.ts';

/** `Marguerite Testa`: the official name, or the first that is not an old one. */
export function nameOfPerson(names: readonly HumanName[]): string | undefined {
  const name = chosen(names);
  return name && (name.text ?? joined([...name.given, name.family], ' '));
}

/** `Priya Raman, MD`: as a document is signed. */
export function signatureOf(names: readonly HumanName[]): string | undefined {
  const bare = nameOfPerson(names);
  return bare && joined([bare, ...(chosen(names)?.text === undefined ? (chosen(names)?.suffix ?? []) : [])], ', ');
}

function chosen(names: readonly HumanName[]): HumanName | undefined {
  return names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use !== 'old' && use !== 'maiden');
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length > 0 ? said.join(by) : undefined;
}
