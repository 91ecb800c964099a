/** The characters that a file separates by. Each interchange names its own. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** Absent before version 5010, where ISA11 says something else. */
  readonly repetition?: string;
  readonly segment: string;
}

/** One segment where it stands in the text that was read, so that only the elements that somebody asks for are cut out of it. */
export interface Segment {
  /** The first segment of the file is 1. */
  readonly number: number;
  /** `CLP` */
  readonly name: string;
  readonly text: string;
  /** Where its name and each element begin, and one past its end. */
  readonly marks: readonly number[];
  readonly delimiters: Delimiters;
}

const SPACE = 0x20;

/** One element, without the spaces at its end: 1 is CLP01. `''` where it is absent. */
export function elementOf({ text, marks }: Segment, at: number): string {
  const [from, next] = [marks[at], marks[at + 1]];
  if (from === undefined || next === undefined) return '';
  let to = next - 1;
  while (to > from && text.charCodeAt(to - 1) === SPACE) to -= 1;
  return text.slice(from, to);
}

/** One element, or `undefined` where it is absent or empty. */
export function givenOf(segment: Segment, at: number): string | undefined {
  const element = elementOf(segment, at);
  return element === '' ? undefined : element;
}

/** The number of its last element; one of a segment that is its name alone is 0. */
export function lastOf({ marks }: Segment): number {
  return marks.length - 2;
}

/** All of its elements, without its name. */
export function elementsOf(segment: Segment): readonly string[] {
  return Array.from({ length: lastOf(segment) }, (_none, at) => elementOf(segment, at + 1));
}

export interface Composite {
  readonly parts: readonly string[];
  /** The separator that it uses, where that is another than the one the interchange names. */
  readonly foreign?: string;
}

const FOREIGN = /^[A-Z0-9]{1,3}([:>^|<\\!&;])[^:>^|<\\!&;]/;

/**
 * The components of an element. Files are met whose composites use another separator than their ISA16 says: one is then read by what
 * it plainly is, a short code followed by a mark that no code holds.
 */
export function compositeOf(segment: Segment, at: number): Composite {
  return compositeIn(elementOf(segment, at), segment.delimiters);
}

export function compositeIn(element: string, { component }: Delimiters): Composite {
  if (element.includes(component)) return { parts: element.split(component) };
  const foreign = FOREIGN.exec(element)?.[1];
  return foreign === undefined ? { parts: [element] } : { parts: element.split(foreign), foreign };
}

/** One component, or `undefined` where it is absent or empty. */
export function partOf({ parts }: Composite, at: number): string | undefined {
  const part = parts[at - 1];
  return part === undefined || part === '' ? undefined : part;
}
