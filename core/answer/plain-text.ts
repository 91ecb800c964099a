import type { Block } from './block.ts';
import { safeText } from './safe-text.ts';
import { layTable } from './table.ts';
import { wrap } from './wrap.ts';

/** How a surface may dress parts of an answer. It must not change the letters. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly quote: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly key: (text: string) => string;
}

const AS_IT_IS = (text: string): string => text;
export const NO_PAINT: Paint = { title: AS_IT_IS, quote: AS_IT_IS, dim: AS_IT_IS, warning: AS_IT_IS, key: AS_IT_IS };

const LABEL = 20;

/**
 * An answer as text, in at most `width` columns where words allow. Control characters that a chart may hold (escape
 * sequences among them) are shown as the replacement character, so that no document can steer a terminal.
 */
export function plainText(blocks: readonly Block[], paint: Paint = NO_PAINT, width = 80): string {
  const parts = blocks.map((block, at) => {
    const before = blocks[at - 1]?.kind;
    const close = block.kind !== 'title' && (before === 'title' || (block.kind === 'proposal' && before === 'proposal'));
    const gap = at > 0 && !close ? '\n' : '';
    return gap + render(block, paint, width);
  });
  return `${parts.join('\n')}\n`;
}

function render(block: Block, paint: Paint, width: number): string {
  switch (block.kind) {
    case 'title':
      return lines(wrap(safeText(block.text), width), paint.title);
    case 'text':
      return lines(wrap(safeText(block.text), width), AS_IT_IS);
    case 'quote':
      return quote(block, paint, width);
    case 'facts':
      return block.rows.map(([key, value]) => fact(safeText(key), safeText(value), paint, width)).join('\n');
    case 'list':
      return block.items.map((item) => hang('- ', wrap(safeText(item), width - 2))).join('\n');
    case 'table':
      return layTable(
        block.columns.map(safeText),
        block.rows.map((row) => row.map(safeText)),
        width,
        paint.key,
      );
    case 'proposal':
      return `${paint.key(`[${safeText(block.id)}]`)} ${hang(' '.repeat(block.id.length + 3), wrap(`${safeText(block.state)}: ${safeText(block.says)}`, width - block.id.length - 3)).trimStart()}`;
    case 'note':
      return lines(
        wrap(`${block.tone === 'warning' ? '! ' : ''}${safeText(block.text)}`, width),
        block.tone === 'warning' ? paint.warning : paint.dim,
      );
  }
}

function quote({ text, source, flags = [] }: Extract<Block, { kind: 'quote' }>, paint: Paint, width: number): string {
  const said = text.split(/\r\n|\r|\n/).flatMap((line) => (line.length <= width - 2 ? [safeText(line)] : wrap(safeText(line), width - 2)));
  return [
    ...said.map((line) => `> ${paint.quote(line)}`),
    lines(
      wrap(safeText(source), width - 4).map((line) => `    ${line}`),
      paint.dim,
    ),
    ...flags.map((flag) =>
      lines(
        wrap(`! ${safeText(flag)}`, width - 4).map((line) => `    ${line}`),
        paint.warning,
      ),
    ),
  ].join('\n');
}

function fact(key: string, value: string, paint: Paint, width: number): string {
  const label = labelFor(key, Math.max(...value.split(/\s/).map(({ length }) => length)), width);
  const [first = '', ...more] = wrap(value, Math.max(20, width - label.length));
  return [`${paint.key(label)}${first}`, ...more.map((line) => ' '.repeat(label.length) + line)].join('\n');
}

/** A column of labels, but for a digest, which is too long to stand beside one and moves up to its name. */
function labelFor(key: string, longest: number, width: number): string {
  const padded = `${key}  `.padEnd(LABEL);
  return padded.length + longest > width && key.length + 2 + longest <= width ? `${key}  ` : padded;
}

function hang(mark: string, [first = '', ...more]: readonly string[]): string {
  return [mark + first, ...more.map((line) => ' '.repeat(mark.length) + line)].join('\n');
}

function lines(wrapped: readonly string[], paint: (text: string) => string): string {
  return wrapped.map(paint).join('\n');
}
