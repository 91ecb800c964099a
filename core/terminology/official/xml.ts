import { Failure } from '../../errors.ts';

/** One element. `content` is its text and elements in their order; text is decoded and not trimmed. */
export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (string | XmlElement)[];
}

interface Open {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly content: (string | XmlElement)[];
}

const DEEPEST = 64;
const NAME = /^[A-Za-z_][\w.:-]*$/;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/**
 * Reads the plain XML in which the classification is published: elements, attributes, text, comments and CDATA. A document
 * type is refused, so there are no entities but the five of XML. It is read by hand because the files are large and regular, and
 * because a file that was cut short has to be told from a whole one. Failure `bad-file` names the line.
 */
export function readXml(text: string, name: string): XmlElement {
  const open: Open[] = [{ tag: '', attributes: {}, content: [] }];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    const end = start === -1 ? text.length : start;
    if (end > at) addText(text, { from: at, to: end }, open, name);
    if (start === -1) break;
    at = readMarkup(text, start, open, name);
  }
  const last = open.at(-1);
  if (open.length > 1 && last !== undefined)
    throw refused(name, text, text.length, `the file ends before </${last.tag}>, so it has been cut short`);
  const [root, ...more] = (open[0]?.content ?? []).filter((part): part is XmlElement => typeof part !== 'string');
  if (root === undefined || more.length > 0) throw refused(name, text, text.length, 'it does not hold one whole document');
  return root;
}

/** Elements directly beneath, of one tag. */
export function childrenOf(element: XmlElement, tag: string): XmlElement[] {
  return element.content.filter((part): part is XmlElement => typeof part !== 'string' && part.tag === tag);
}

/** All text beneath an element, runs of white space made one space. */
export function textOf(element: XmlElement): string {
  const parts: string[] = [];
  const gather = ({ content }: XmlElement): void => {
    for (const part of content) {
      if (typeof part === 'string') parts.push(part);
      else gather(part);
    }
  };
  gather(element);
  return tidy(parts.join(''));
}

/** The text of the first element of a tag, or `undefined` where there is none or it is empty. */
export function textAt(element: XmlElement, tag: string): string | undefined {
  const found = element.content.find((part): part is XmlElement => typeof part !== 'string' && part.tag === tag);
  const text = found === undefined ? '' : textOf(found);
  return text === '' ? undefined : text;
}

export function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function readMarkup(text: string, start: number, open: Open[], name: string): number {
  if (text.startsWith('<!--', start)) return after(text, start, '-->', name);
  if (text.startsWith('<?', start)) return after(text, start, '?>', name);
  if (text.startsWith('<![CDATA[', start)) {
    const end = after(text, start, ']]>', name);
    open.at(-1)?.content.push(text.slice(start + 9, end - 3));
    return end;
  }
  if (text.startsWith('<!', start)) throw refused(name, text, start, 'it declares a document type, which no official file does');
  const end = after(text, start, '>', name);
  const inside = text.slice(start + 1, end - 1);
  if (inside.startsWith('/')) close(inside.slice(1).trim(), { text, start, name }, open);
  else begin(inside, { text, start, name }, open);
  return end;
}

interface Place {
  readonly text: string;
  readonly start: number;
  readonly name: string;
}

function begin(inside: string, { text, start, name }: Place, open: Open[]): void {
  const empty = inside.endsWith('/');
  const body = empty ? inside.slice(0, -1) : inside;
  const gap = body.search(/\s/);
  const tag = gap === -1 ? body : body.slice(0, gap);
  if (!NAME.test(tag)) throw refused(name, text, start, `<${inside.slice(0, 30)}> is not markup`);
  const attributes: Record<string, string> = {};
  if (gap !== -1) {
    ATTRIBUTE.lastIndex = gap;
    let read = gap;
    for (let found = ATTRIBUTE.exec(body); found !== null; found = ATTRIBUTE.exec(body)) {
      attributes[found[1] ?? ''] = decode(found[2] ?? found[3] ?? '', { text, start, name });
      read = ATTRIBUTE.lastIndex;
    }
    if (body.slice(read).trim() !== '') throw refused(name, text, start, `<${inside.slice(0, 30)}> is not markup`);
  }
  const element: Open = { tag, attributes, content: [] };
  open.at(-1)?.content.push(element);
  if (!empty) open.push(element);
  if (open.length > DEEPEST) throw refused(name, text, start, `elements are nested deeper than ${DEEPEST}`);
}

function close(tag: string, { text, start, name }: Place, open: Open[]): void {
  const last = open.at(-1);
  if (open.length < 2 || last?.tag !== tag)
    throw refused(name, text, start, `</${tag.slice(0, 30)}> stands where </${last?.tag ?? ''}> was expected`);
  open.pop();
}

function addText(text: string, { from, to }: { readonly from: number; readonly to: number }, open: Open[], name: string): void {
  const piece = text.slice(from, to);
  if (open.length === 1) {
    if (piece.trim() !== '') throw refused(name, text, from, 'text stands outside the document');
    return;
  }
  if (piece.trim() === '' && piece.includes('\n')) return;
  open.at(-1)?.content.push(decode(piece, { text, start: from, name }));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(piece: string, { text, start, name }: Place): string {
  if (!piece.includes('&')) return piece;
  return piece.replaceAll(/&(#x?[0-9A-Fa-f]{1,6}|[A-Za-z]+)?;?/g, (whole, given: string | undefined) => {
    const plain = whole.endsWith(';') ? (numbered(given) ?? ENTITIES[given ?? '']) : undefined;
    if (plain === undefined) throw refused(name, text, start, `${whole.slice(0, 20)} is not an entity of XML`);
    return plain;
  });
}

function numbered(given: string | undefined): string | undefined {
  if (given?.startsWith('#') !== true) return undefined;
  const number = given.startsWith('#x') ? Number.parseInt(given.slice(2), 16) : Number.parseInt(given.slice(1), 10);
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : undefined;
}

function after(text: string, start: number, ending: string, name: string): number {
  const end = text.indexOf(ending, start);
  if (end === -1) throw refused(name, text, start, 'the file ends inside a tag, so it has been cut short');
  return end + ending.length;
}

function refused(name: string, text: string, at: number, reason: string): Failure {
  const line = text.slice(0, at).split('\n').length;
  return new Failure('bad-file', `${name} was refused at line ${line}: ${reason}. Nothing was loaded.`);
}
