/** What begins a segment's place: its name, and values that its first elements may have. */
export interface Pattern {
  readonly name: string;
  /** By element, from 1; `undefined` where any value will do. */
  readonly values: readonly (ReadonlySet<string> | undefined)[];
}

/** A place in a loop: of a segment, or of a loop that begins with it. */
export interface Place {
  readonly pattern: Pattern;
  readonly isRequired: boolean;
  /** How often it may be taken. */
  readonly most: number;
  /** Places of one name that stand beside each other may come in any order. */
  readonly order: number;
  readonly loop?: LoopShape;
}

export interface LoopShape {
  /** `2010AA`; `''` for the transaction itself. */
  readonly id: string;
  /** `billing provider` */
  readonly says: string;
  readonly places: readonly Place[];
}

const LINE = /^( *)(?:(\d{4}[A-Z]{0,2}) )?([A-Z][A-Z0-9]{1,2})((?:\*[^ *]*)*) ([!?])(\d+|\*)(?: (.+))?$/;

interface Line {
  readonly indent: number;
  readonly id: string | undefined;
  readonly place: Omit<Place, 'order' | 'loop'>;
  readonly says: string;
}

/**
 * Reads the shape of a transaction from one line a place: `2010AA NM1*85 !1 billing provider` is a loop that must be there once, `REF*EI|SY ?*` a
 * segment that may come any number of times, and what is indented stands inside. `include 2300` stands for the lines of that part.
 */
export function readLoopShape(text: string, parts: Readonly<Record<string, string>> = {}): LoopShape {
  const lines = expand(text, parts).map(readLine);
  return { id: '', says: 'transaction', places: placesOf(lines, 0, lines.length) };
}

function expand(text: string, parts: Readonly<Record<string, string>>): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const [, indent = '', name] = /^( *)include (\w+)$/.exec(line) ?? [];
    if (name === undefined) return [line];
    return expand(parts[name] ?? '', parts).map((one) => `${indent}${one}`);
  });
}

function readLine(line: string): Line {
  const [, indent = '', id, name = '', values = '', required, most = '', says = ''] = LINE.exec(line) ?? [];
  if (name === '') throw new Error(`no place of a loop: ${line}`);
  const sets = values
    .split('*')
    .slice(1)
    .map((one) => (one === '' ? undefined : new Set(one.split('|'))));
  const place = {
    pattern: { name, values: sets },
    isRequired: required === '!',
    most: most === '*' ? Number.POSITIVE_INFINITY : Number(most),
  };
  return { indent: indent.length, id, place, says };
}

function placesOf(lines: readonly Line[], from: number, to: number): readonly Place[] {
  const places: Place[] = [];
  let order = 0;
  for (let at = from; at < to;) {
    const line = lines[at];
    if (line === undefined) break;
    let end = at + 1;
    while (end < to && (lines[end]?.indent ?? 0) > line.indent) end += 1;
    const before = places.at(-1);
    if (before !== undefined && before.pattern.name !== line.place.pattern.name) order += 1;
    const loop = line.id === undefined ? {} : { loop: { id: line.id, says: line.says, places: placesOf(lines, at + 1, end) } };
    places.push({ ...line.place, order, ...loop });
    at = end;
  }
  return places;
}
