import { Failure } from '../../errors.ts';
import { isCode, toldCode } from '../../remittance/told-code.ts';
import { readCode, type CodeKind } from './code-kind.ts';
import type { PlainWords, ReasonWords, RemarkWords, WordsSource } from './words-source.ts';

/** Our own words for the codes in a payer's answer. A code that is not held is `undefined` and stays what it is: it is shown as it came. */
export interface AdjustmentWords {
  /** `adjustment-words-2026-11`, for the answer that uses it. */
  readonly edition: string;
  readonly carc: (code: string) => ReasonWords | undefined;
  readonly rarc: (code: string) => RemarkWords | undefined;
  readonly find: (kind: CodeKind, code: string) => PlainWords | undefined;
  /** Our words, or "code 999, no description held". Never empty. */
  readonly inWords: (kind: CodeKind, code: string) => string;
}

/** Throws Failure `bad-file` for a code that stands twice, or is not written as its list writes it. */
export function adjustmentWords(source: WordsSource): AdjustmentWords {
  const reasons = byCode('carc', source.reasons);
  const remarks = byCode('rarc', source.remarks);
  const lists: Readonly<Record<CodeKind, ReadonlyMap<string, PlainWords>>> = {
    group: byCode('group', source.groups),
    carc: reasons,
    rarc: remarks,
    'claim-status': byCode('claim-status', source.claimStatuses),
    plb: byCode('plb', source.providerAdjustments),
    'status-category': byCode('status-category', source.statusCategories),
    'status-code': byCode('status-code', source.statusCodes),
  };
  const find = (kind: CodeKind, code: string): PlainWords | undefined => lists[kind].get(readCode(kind, code) ?? '');
  return {
    edition: source.head.id,
    carc: (code) => reasons.get(readCode('carc', code) ?? ''),
    rarc: (code) => remarks.get(readCode('rarc', code) ?? ''),
    find,
    inWords(kind, code) {
      const trimmed = code.trim();
      if (trimmed !== '' && !isCode(trimmed)) return toldCode(trimmed);
      return find(kind, code)?.says ?? `code ${readCode(kind, code) ?? trimmed}, no description held`;
    },
  };
}

function byCode<W extends PlainWords>(kind: CodeKind, entries: readonly W[]): ReadonlyMap<string, W> {
  const found = new Map<string, W>();
  for (const entry of entries) {
    const { code } = entry;
    if (readCode(kind, code) !== code) throw new Failure('bad-file', `${code} is not how a ${kind} code is written.`);
    if (found.has(code)) throw new Failure('bad-file', `The ${kind} code ${code} is described twice.`);
    found.set(code, entry);
  }
  return found;
}
