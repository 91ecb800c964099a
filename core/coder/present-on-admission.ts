import type { Chart } from '../chart/chart.ts';
import type { PoaExempt } from '../terminology/code-facts.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import { LIFELONG } from './set/code-families.ts';
import { admissionFrom, type Saying } from './documents/on-admission.ts';
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
 * `undefined` for any other setting, where none is reported. A joint code is present where each of its parts is. A less specific word
 * for what another word tells more of ("anemia" of an acute blood loss anemia) is no part of its own, and tells nothing of the
 * specific condition. Without a list of exempt codes none is taken to be exempt.
 */
export function presentOnAdmission(
  { code, title, mentions: ids }: Suggestion,
  { mentions, steps }: Pick<Trace, 'mentions' | 'steps'>,
  chart: Chart,
  exempt: PoaExempt | undefined,
): PresentOnAdmission | undefined {
  if (chart.encounter.setting !== 'inpatient') return undefined;
  if (exempt?.has(code) === true) return { indicator: '1', says: 'The code is exempt from the indicator.', ask: false };
  const parts = new Map<string, Mention[]>();
  const carried = mentions.filter(({ id }) => ids.includes(id));
  const vague = lessSpecific(carried, steps);
  for (const mention of carried.filter((one) => !vague.has(one))) {
    const part = mention.code ?? '';
    parts.set(part, [...(parts.get(part) ?? []), mention]);
  }
  const found = [...parts].map(([part, said]) => ofPart(part === '' ? code : part, title, { said, vague: [...vague] }, chart));
  return WEAKEST_FIRST.map((indicator) => found.find((one) => one.indicator === indicator)).find((one) => one !== undefined);
}

const WEAKEST_FIRST: readonly PoaIndicator[] = ['N', 'W', 'U', 'Y'];

/** Mentions of codes that gave way to a more specific one, where that one has mentions of its own. */
function lessSpecific(mentions: readonly Mention[], steps: Trace['steps']): ReadonlySet<Mention> {
  const yielded = new Set(steps.filter(({ rule }) => rule === 'reconcile.more-specific').map(({ code }) => code));
  const vague = mentions.filter(({ code }) => code !== undefined && yielded.has(code));
  return new Set(vague.length === mentions.length ? [] : vague);
}

interface Words {
  readonly said: readonly Mention[];
  readonly vague: readonly Mention[];
}

function ofPart(code: string, title: string, { said, vague }: Words, chart: Chart): PresentOnAdmission {
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
      return { indicator: 'U', says: isNamedAtFirst(vague, chart) ? LESS_AT_FIRST : ONLY_LATER, ask: true };
  }
}

const ONLY_LATER = 'It is named only later, and nothing says whether it was there at the admission.';
const LESS_AT_FIRST = 'The admission names it less specifically, and nothing says whether it was there as it is named later.';

function isNamedAtFirst(vague: readonly Mention[], chart: Chart): boolean {
  return admissionFrom(vague.flatMap((mention) => sayingOf(mention, chart) ?? [])).admission === 'at-admission';
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
