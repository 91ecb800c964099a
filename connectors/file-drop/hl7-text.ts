const ESCAPES: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\\': '\\E\\',
};

/** Text as a field may hold it (HL7 v2.5.1, chapter 2.7): no separator, and no control character, which could begin a segment. */
export function hl7Text(text: string): string {
  return text.replaceAll(/[|^&~\\\p{Cc}\u2028\u2029]/gu, (character) => ESCAPES[character] ?? hexOf(character));
}

function hexOf(character: string): string {
  const hex = [...Buffer.from(character, 'utf8')].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  return `\\X${hex}\\`;
}

/** A field of components, each of them escaped: `components('I50.23', title, 'I10C')`. */
export function components(...parts: readonly string[]): Field {
  return { field: parts.map(hl7Text).join('^') };
}

/** A field that is already in its written form. A plain string is escaped as one component. */
export interface Field {
  readonly field: string;
}

/** One segment: its name and the fields by their numbers, from 1. */
export function segment(name: string, fields: Readonly<Record<number, string | Field>>): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  const written = Array.from({ length: last }, (_, at) => {
    const field = fields[at + 1] ?? '';
    return typeof field === 'string' ? hl7Text(field) : field.field;
  });
  return [name, ...written].join('|');
}

/** `2026-03-14T10:00:00.000Z` as HL7 writes a moment, and `2026-03-14` as it writes a day. */
export function hl7Time(iso: string): string {
  const digits = iso.replaceAll(/\D/g, '');
  return digits.length > 8 ? `${digits.slice(0, 14)}+0000` : digits;
}
