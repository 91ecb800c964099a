import { expect, test } from 'vitest';
import { columnsOf, layLines } from './lay-lines.ts';

const PATH = `/home/somebody/${'a-long-folder/'.repeat(4)}mcp-token`;

test.each([
  ['a line that fits is left as it is', 'One two.', 20, 'One two.'],
  ['a line breaks between words', 'One two three four five.', 12, 'One two\nthree four\nfive.'],
  [
    'lines go on under what stands beside a label',
    'Chat       countersign chat, or another',
    30,
    'Chat       countersign chat,\n           or another',
  ],
  [
    'lines keep their indent',
    '  countersign ask\n      Print the answer to one.',
    20,
    '  countersign ask\n      Print the\n      answer to one.',
  ],
  ['a warning goes on at the margin', '! One two three four', 12, '! One two\nthree four'],
  ['a path stays whole', `MCP        on  (token in ${PATH} here)`, 40, `MCP        on  (token in\n${PATH}\n           here)`],
  ['a file name steers no terminal', 'refused    a\u001b[2Jb.txt: no', 40, 'refused    a\uFFFD[2Jb.txt: no'],
  ['the line end at the end stays', 'One.\n\n', 20, 'One.\n\n'],
])('%s', (_name, text, columns, laid) => {
  expect(layLines(text, columns)).toBe(laid);
});

test.each([
  [undefined, 80],
  [60, 60],
  [200, 80],
])('a terminal of %s columns is written in %s', (columns, width) => {
  expect(columnsOf(columns === undefined ? {} : { columns })).toBe(width);
});
