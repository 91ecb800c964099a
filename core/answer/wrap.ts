/** Breaks text at spaces into lines of at most `width` columns; a longer word stays whole on a line of its own. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const out: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S)(?=\s)/)) {
    if (line !== '' && line.length + word.trimEnd().length > width) {
      out.push(line);
      line = word.trimStart();
    } else {
      line += word;
    }
  }
  out.push(line.trimEnd());
  return out;
}
