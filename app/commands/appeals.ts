import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppealAnswered, BillingAsked } from '#agent/desk.ts';
import { centsIn } from '#agent/planners/rules/intents/billing/figures.ts';
import { ANSWERED } from '#core/appeals/appeal-answer.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker, type Words } from '../words.ts';

const USAGE =
  'appeals <claim> | appeals answer <proposal or claim> --outcome upheld|overturned|partly --notice-date <day> [--amount <dollars>] [--file <letter.txt>] [--as <person>]';
const OPTIONS = { as: 'text', outcome: 'text', 'notice-date': 'text', amount: 'text', file: 'text' } as const;

export const appeals: Command = {
  name: 'appeals',
  usage: USAGE,
  summary:
    "Show the appeals of a claim and how each stands; enter what a payer answered by letter. The next level's days count from its date.",
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, OPTIONS, USAGE);
    const asked = await askedBy(given);
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign appeals', progress: say, faults });
    try {
      const { blocks } = await attached.desk.billing({ ...asked, ...(as !== undefined && { as }) });
      show(blocks);
      return 0;
    } finally {
      await attached.close();
    }
  },
};

async function askedBy(given: Words): Promise<BillingAsked> {
  const [first, second, ...more] = given.rest;
  const told = ['outcome', 'notice-date', 'amount', 'file'].some((name) => given.text(name) !== undefined);
  if (first === 'answer' && second !== undefined && more.length === 0) return answer(second, given);
  if (first !== undefined && first !== 'answer' && second === undefined && !told) return { act: 'appeals', claim: first };
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}

async function answer(of: string, { text }: Words): Promise<AppealAnswered> {
  const outcome = ANSWERED.find((one) => one === text('outcome'));
  const noticeDate = LocalDate.safeParse(text('notice-date')).data;
  if (outcome === undefined) throw new Failure('bad-input', `Say --outcome ${ANSWERED.join(', ')}. Usage: countersign ${USAGE}`);
  if (noticeDate === undefined)
    throw new Failure('bad-input', `Say the date on the letter, --notice-date 2026-05-01. Usage: countersign ${USAGE}`);
  const [amount, file] = [text('amount'), text('file')];
  return {
    ...{ act: 'answer-appeal', of, outcome, noticeDate },
    ...(amount !== undefined && { amountCents: centsOf(amount) }),
    ...(file !== undefined && { letter: { file: basename(file), text: await letterText(file) } }),
  };
}

function centsOf(typed: string): number {
  const cents = centsIn(typed.startsWith('$') ? typed : `$${typed}`);
  if (typeof cents === 'number') return cents;
  throw new Failure('bad-input', `${typed} is not read as one amount. Write it as 1250.50, without a sign.`);
}

async function letterText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new Failure('bad-file', `The letter could not be read (${code}). Look at its name and its rights.`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n').trim();
  } catch (cause) {
    throw new Failure('bad-file', 'The letter is no text in UTF-8. Save the text of it as a file of its own.', { cause });
  }
}
