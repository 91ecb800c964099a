import { openX12 } from '#connectors/x12/open-x12.ts';
import { Failure } from '#core/errors.ts';
import { readX12, type X12Event } from '#core/x12/read-x12.ts';
import { lineSink, type LineSink } from '../bulk/line-sink.ts';
import type { Bench, Command } from '../command.ts';
import { shipped } from '../shipped.ts';
import { oneWord, readWords } from '../words.ts';
import { findingLine, findingsIn, isCut } from '../x12/findings-in.ts';
import { jsonWriter } from '../x12/json-writer.ts';

const USAGE = 'x12 <file> --json|--check';
const WRONG = 65;

export const x12: Command = {
  name: 'x12',
  usage: USAGE,
  summary: 'Read an X12 file (- is stdin): print it as typed JSON, or what is wrong with it, one finding a line. Nothing is stored.',
  async run(words, bench) {
    const given = readWords(words, { json: 'switch', check: 'switch' }, USAGE);
    const file = oneWord(given, 'file', USAGE);
    if (given.has('json') === given.has('check')) throw new Failure('bad-input', `Give --json or --check. Usage: countersign ${USAGE}`);
    const events = readX12(openX12(file, file === '-' ? process.stdin : undefined));
    const out = lineSink(process.stdout);
    return given.has('json') ? printJson(events, out, bench) : check(file, events, out);
  },
};

const BATCH = 65_536;

/** Prints what is read as it is read. What was printed before a refusal is closed, so that it is JSON all the same. */
async function printJson(events: AsyncIterable<X12Event>, out: LineSink, bench: Bench): Promise<number> {
  const writer = jsonWriter(() => shipped().words);
  const wrongs: string[] = [];
  let text = '';
  try {
    for await (const event of events) {
      text += writer.write(event);
      if (event.of === 'unread') wrongs.push(event.says);
      for (const finding of findingsIn(event)) if (isCut(finding)) wrongs.push(finding.says);
      if (text.length < BATCH) continue;
      if (!(await out.write(text))) return 0;
      text = '';
    }
  } catch (thrown) {
    if (writer.transactions() > 0) await out.write(`${text}${writer.end()}`);
    throw thrown;
  }
  const [first] = wrongs;
  if (writer.transactions() === 0 && first !== undefined) throw new Failure('bad-file', first);
  await out.write(`${text}${writer.end()}`);
  for (const wrong of wrongs) bench.say(`! ${wrong}`);
  return wrongs.length === 0 ? 0 : WRONG;
}

/** Prints every finding; a refusal is one too. */
async function check(file: string, events: AsyncIterable<X12Event>, out: LineSink): Promise<number> {
  let status = 0;
  try {
    for await (const event of events) {
      for (const finding of findingsIn(event)) {
        if (finding.severity === 'error') status = WRONG;
        if (!(await out.write(findingLine(file, finding)))) return status;
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'bad-file') throw thrown;
    await out.write(findingLine(file, { severity: 'error', rule: 'x12.file.refused', says: thrown.says }));
    status = WRONG;
  }
  return status;
}
