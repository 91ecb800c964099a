import { createHash } from 'node:crypto';
import { readMentionModel } from '#connectors/reference-data/read-mention-model.ts';
import type { AppealCalendar } from '#core/appeals/calendar/appeal-calendar.ts';
import type { Failure } from '#core/errors.ts';
import { faultLog } from '../owner/faults.ts';
import { appealLine } from './appeal-line.ts';
import { assertLine } from './assert-line.ts';
import { codeLine, type CodedLine, type Coding, type Stage } from './code-line.ts';
import { editionShelf } from './edition-shelf.ts';
import type { EditionBytes } from './edition-bytes.ts';
import { fieldsOf, idOf, type Fields } from './line-fields.ts';
import type { InputLine } from './read-lines.ts';

/** What is done with each line of a run. It is handed to other threads, so it is data. */
export type Job =
  | {
      readonly kind: 'code';
      readonly stage: Stage;
      readonly editions: readonly EditionBytes[];
      /** The folder of what was learned of mentions. */
      readonly mentions: string;
      readonly traces: boolean;
    }
  | { readonly kind: 'assert' }
  | { readonly kind: 'appeal-window'; readonly calendar: AppealCalendar };

/** What became of one line: what is written for it, and what is kept or told beside. */
export interface LineDone {
  readonly number: number;
  readonly written: string;
  readonly wrong: boolean;
  readonly trace?: { readonly id: string; readonly json: string };
  /** A line of the log of faults. */
  readonly fault?: string;
}

/** Makes the work of a job. A line that cannot be worked on is answered with what is wrong with it; it never throws. */
export function lineJob(job: Job): (line: InputLine) => LineDone {
  const work = workOf(job);
  return (line) => {
    let fields: Fields = {};
    try {
      if (line.text === undefined) return wrongLine(line.number, line.wrong ?? '', {});
      fields = fieldsOf(line.text);
      const { answer, trace } = work(fields);
      return { number: line.number, written: JSON.stringify(answer), wrong: false, ...(trace && { trace }) };
    } catch (thrown) {
      const { failure, fault } = noted(thrown, line.number, job.kind);
      return { ...wrongLine(line.number, failure.says, fields), ...(fault !== undefined && { fault }) };
    }
  };
}

export function wrongLine(number: number, error: string, fields: Fields): LineDone {
  const id = idOf(fields);
  return { number, written: JSON.stringify({ ...(id !== undefined && { id }), line: number, error }), wrong: true };
}

function workOf(job: Job): (fields: Fields) => CodedLine {
  if (job.kind === 'assert') return (fields) => ({ answer: assertLine(fields) });
  if (job.kind === 'appeal-window') return (fields) => ({ answer: appealLine(fields, job.calendar) });
  const shelf = editionShelf(job.editions);
  const coding: Coding = job.stage === 'set' ? { stage: 'set' } : { stage: 'mentions', model: readMentionModel(job.mentions) };
  return (fields) => {
    const { answer, trace } = codeLine(fields, shelf, coding);
    return job.traces && trace ? { answer, trace } : { answer };
  };
}

/** A fault is named by its line, so that the same input gives the same bytes where something breaks, too. */
function noted(thrown: unknown, number: number, kind: Job['kind']): { failure: Failure; fault: string | undefined } {
  let fault: string | undefined;
  const newId = (): string => `F-${createHash('sha256').update(`${kind} line ${number}`).digest('hex').slice(0, 12)}`;
  const failure = faultLog((line) => (fault = line), newId).noted(thrown, `${kind} --jsonl, line ${number}`);
  return { failure, fault };
}
