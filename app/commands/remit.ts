import { resolve } from 'node:path';
import type { BillingAsked } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker } from '../words.ts';

const USAGE =
  'remit import <file or folder> | remit records <file or folder> | remit unmatched | remit match <remittance> <place> <claim> | remit unmatch <remittance> <place> --reason <why> [--as <person>]';

export const remit: Command = {
  name: 'remit',
  usage: USAGE,
  summary:
    'Bring in X12 files (claims as 837, what payers say of them as 835, 277CA and 999) and records as JSON (claims, accounts, terms of payers); list what was matched to no claim; say which claim is meant, or take that back.',
  async run(words, { root, config, show, say, faults }) {
    const given = readWords(words, { as: 'text', reason: 'text' }, USAGE);
    const asked = askedBy(given.rest, given.text('reason'));
    const as = speaker(given, config());
    const attached = await attach({ config: config(), root, command: 'countersign remit', progress: say, faults });
    try {
      const { blocks, sound } = await attached.desk.billing({ ...asked, ...(as !== undefined && { as }) });
      show(blocks);
      return sound ? 0 : 65;
    } finally {
      await attached.close();
    }
  },
};

function askedBy(rest: readonly string[], reason: string | undefined): BillingAsked {
  const [act, first, second, third] = rest;
  if (act === 'unmatched' && rest.length === 1) return { act };
  if (act === 'import' && first !== undefined && rest.length === 2) return { act: 'import-remittances', path: resolve(first) };
  if (act === 'records' && first !== undefined && rest.length === 2) return { act: 'import-records', path: resolve(first) };
  if (
    act === 'match' &&
    first !== undefined &&
    second !== undefined &&
    third !== undefined &&
    rest.length === 4 &&
    /^\d{1,9}$/.test(second)
  )
    return { act, remittance: first.toUpperCase(), position: Number(second), claim: third };
  if (
    act === 'unmatch' &&
    first !== undefined &&
    second !== undefined &&
    rest.length === 3 &&
    /^\d{1,9}$/.test(second) &&
    reason !== undefined
  )
    return { act, remittance: first.toUpperCase(), position: Number(second), reason };
  throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
}
