import { resolve } from 'node:path';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { ExportMade } from '#agent/desk.ts';
import type { Verb } from './verb.ts';

export const exportVerb: Verb = {
  name: 'export',
  usage: '[--case <encounter or P-n> [--fhir] | --from <day> --to <day>] [--out <folder>]',
  options: { case: 'text', from: 'text', to: 'text', out: 'text', fhir: 'switch' },
  read(words, as) {
    const [of, from, to, out] = [words.text('case'), day(words.text('from')), day(words.text('to')), words.text('out')];
    const fhir = words.has('fhir');
    if (words.rest.length > 0) return undefined;
    if (of !== undefined && (from !== undefined || to !== undefined))
      throw new Failure('bad-input', 'Give --case, or --from and --to, and not both: a case is exported whole.');
    if (from !== undefined && to !== undefined && from > to) throw new Failure('bad-input', `--from ${from} is later than --to ${to}.`);
    if (fhir && of === undefined) throw new Failure('bad-input', 'FHIR AuditEvents are exported of one case. Name it with --case.');
    return async (desk, { tell }) => {
      tell(sayExport(await desk.exportLedger({ case: of, from, to, fhir, out: out === undefined ? undefined : resolve(out), as }), fhir));
      return 0;
    };
  },
};

function day(text: string | undefined): string | undefined {
  if (text === undefined || LocalDate.safeParse(text).success) return text;
  throw new Failure('bad-input', `${text} is no day. Write it as 2026-03-09; days are of UTC, as the ledger counts them.`);
}

function sayExport({ file, entries, size, key, unsigned }: ExportMade, fhir: boolean): string {
  const many = entries === 1 ? '1 entry' : `${entries} entries`;
  if (fhir)
    return `${many} as FHIR AuditEvents. They name the patient: they are for the hospital's own repository, and for nobody outside.\nFile         ${file}\n`;
  const warning = unsigned === undefined ? '' : `! The head was not signed. ${unsigned}\n`;
  return `${many} of ${size}. No patient, encounter, document or reason is in it.\n${warning}File         ${file}\nKey          ${key ?? ''}\nCheck        node bin/verify-export.mjs <file> <key>\n`;
}
