import { isMap, isScalar, parseDocument, type Pair, type Scalar } from 'yaml';
import { refuse } from '../refuse.ts';

/** Longer front matter than this is a note whose closing `---` is missing. */
const LONGEST = 16_000;

const EXAMPLE = ['---', 'encounter: E-1042', 'class: inpatient', 'start: 2026-03-09', 'date: 2026-03-09', 'type: progress-note', '---'];

export interface NoteParts {
  readonly fields: ReadonlyMap<string, string>;
  /** All that follows the closing line, to the letter. */
  readonly body: string;
}

/** Takes a note apart. Throws Failure `bad-file` naming the line, and never what stands there. */
export function splitNote(text: string): NoteParts {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (opening === null)
    refuse(`It has no front matter. Begin the note with lines such as ${EXAMPLE.map((line) => `\`${line}\``).join(', ')}.`);
  const rest = text.slice(opening[0].length);
  const closing = /^---[ \t]*(?:\r?\n|$)/m.exec(rest.slice(0, LONGEST));
  if (closing === null) refuse('Its front matter has no closing `---` line.');
  return { fields: readFields(rest.slice(0, closing.index)), body: rest.slice(closing.index + closing[0].length) };
}

/** `key: value` lines, each value a plain or quoted word or sentence. Everything stays a string: a day is no time stamp. */
function readFields(yaml: string): ReadonlyMap<string, string> {
  const document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error?.code === 'DUPLICATE_KEY') refuse(`Line ${lineAt(yaml, error.pos[0])} of its front matter gives a key a second time.`);
  if (error !== undefined)
    refuse(`Line ${lineAt(yaml, error.pos[0])} of its front matter is not \`key: value\`; put a value with a colon in quotes.`);
  const { contents } = document;
  if (contents === null) refuse('Its front matter is empty.');
  if (!isMap(contents)) refuse('Its front matter is not a list of `key: value` lines.');
  return new Map(contents.items.map((pair) => readField(pair, yaml)));
}

function readField({ key, value }: Pair, yaml: string): readonly [string, string] {
  if (!isScalar(key) || typeof key.value !== 'string' || key.value === '') return refuse('A line of its front matter has no plain key.');
  const line = lineAt(yaml, key.range?.[0] ?? 0);
  const typed = isScalar(value) && isPlain(value) ? value.value : undefined;
  if (typeof typed === 'string' && typed !== '') return [key.value, typed];
  if (value === null || typed === '' || typed === null)
    return refuse(`Line ${line} of its front matter gives no value; leave the line out.`);
  return refuse(`Line ${line} of its front matter is not a single value.`);
}

function isPlain({ tag, anchor, type }: Scalar): boolean {
  return tag === undefined && anchor === undefined && type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED';
}

/** Line of the file, counting the opening `---` as the first. */
function lineAt(yaml: string, at: number): number {
  return yaml.slice(0, at).split('\n').length + 1;
}
