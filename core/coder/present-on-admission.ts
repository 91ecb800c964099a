import type { Chart } from '../chart/chart.ts';
import type { PoaExempt } from '../terminology/code-facts.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import { LIFELONG } from './code-families.ts';
import { admissionFrom, type Saying } from './on-admission.ts';
import type { Mention, Suggestion, Trace } from './trace.ts';

/** `1`: no indicator is reported for the code. `U`: the record does not tell. `W`: the provider says that it cannot be told. */
export type PoaIndicator = 'Y' | 'N' | 'U' | 'W' | '1';

export interface PresentOnAdmission {
  readonly indicator: PoaIndicator;
  /** Where that is read off, as a sentence without chart text. */
  readonly says: string;
  /** True where the provider is to be asked. */
  readonly ask: boolean;
}

const CONGENITAL = ['Q00-Q99'];
const LASTING = [...LIFELONG, 'C00-C96', 'D00-D49'];

/**
 * The present-on-admission indicator of each suggestion of a stay, by where the condition is named (guidelines, Appendix I);
 * `undefined` for any other setting, where none is reported. A joint code is present where each of its parts is. Without a list of
 * exempt codes none is taken to be exempt.
 */
export function presentOnAdmission(
  { code, title, mentions: ids }: Suggestion,
  { mentions }: Pick<Trace, 'mentions'>,
  chart: Chart,
  exempt: PoaExempt | undefined,
): PresentOnAdmission | undefined {
  if (chart.encounter.setting !== 'inpatient') return undefined;
  if (exempt?.has(code) === true) return { indicator: '1', says: 'The code is exempt from the indicator.', ask: false };
  const parts = new Map<string, Mention[]>();
  for (const mention of mentions.filter(({ id }) => ids.includes(id))) {
    const part = mention.code ?? '';
    parts.set(part, [...(parts.get(part) ?? []), mention]);
  }
  const found = [...parts].map(([part, said]) => ofPart(part === '' ? code : part, title, said, chart));
  return WEAKEST_FIRST.map((indicator) => found.find((one) => one.indicator === indicator)).find((one) => one !== undefined);
}

const WEAKEST_FIRST: readonly PoaIndicator[] = ['N', 'W', 'U', 'Y'];

function ofPart(code: string, title: string, said: readonly Mention[], chart: Chart): PresentOnAdmission {
  const { admission, saying } = admissionFrom(said.flatMap((mention) => sayingOf(mention, chart) ?? []));
  const where = saying?.document ?? '';
  const yes = (says: string): PresentOnAdmission => ({ indicator: 'Y', says, ask: false });
  switch (admission) {
    case 'undetermined':
      return { indicator: 'W', says: `${where} says that it cannot be determined.`, ask: false };
    case 'denied':
    case 'after':
      return { indicator: 'N', says: `${where} says that it came after the admission.`, ask: false };
    case 'stated':
      return yes(`${where} says so.`);
    case 'at-admission':
      return yes(`${where} names it at the admission.`);
    case 'unclear':
      if (inAnyPattern(CONGENITAL, code)) return yes('A congenital condition counts as present.');
      if (inAnyPattern(LASTING, code) || /^(?!acute on )\bchronic\b/i.test(title)) return yes('A lasting condition counts as present.');
      return { indicator: 'U', says: 'It is named only later, and nothing says whether it was there at the admission.', ask: true };
  }
}

function sayingOf({ sentence, span }: Mention, { documents, encounter }: Chart): Saying | undefined {
  const document = documents.find(({ id }) => id === span.document);
  if (document === undefined) return undefined;
  return {
    sentence: sentence.text,
    document: document.id,
    type: document.type,
    section: span.section,
    firstDay: document.date <= encounter.start,
  };
}
