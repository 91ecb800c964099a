import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Candidate, Desk } from './candidate.ts';
import { PAIN_BY_SITE } from './code-families.ts';
import { admissionOf } from '../documents/on-admission.ts';
import { areLinked } from './stated-links.ts';
import type { Precedence } from './tabular-order.ts';

interface ChapterRule {
  readonly rule: string;
  readonly cites: string;
  readonly says: string;
  /** Codes that the rule puts first, and those before which it puts them. */
  readonly first: readonly string[];
  readonly before: readonly string[];
  readonly unless?: (first: Candidate, second: Candidate, desk: Desk) => boolean;
}

const SEPSIS = ['A40-A41', 'A02.1', 'A22.7', 'A26.7', 'A32.7', 'A42.7', 'A54.86', 'B37.7'];
const LOCAL_INFECTIONS = [
  ...['A04', 'A06-A09', 'A46', 'B96', 'G00-G06', 'I33', 'J01-J22', 'J69', 'J85-J86', 'K35-K37', 'K57', 'K61', 'K65', 'K80-K81', 'K83.0'],
  ...['L00-L08', 'L89', 'L97', 'M00', 'M46', 'M86', 'N10-N12', 'N13.6', 'N15.1', 'N30', 'N39.0', 'N41', 'N45', 'N70-N76'],
];
const HIV_RELATED = ['A07.2', 'A31', 'A81.2', 'B25', 'B37-B38', 'B45', 'B58-B59', 'C46', 'C83.3', 'C83.7', 'G93.4', 'R64'];
/** Everything but injuries, causes, and the factors of chapter 21. */
const CONDITIONS = ['A00-R99'];

const RULES: readonly ChapterRule[] = [
  {
    rule: 'sequence.pregnancy',
    cites: 'I.C.15.a.1',
    says: 'Codes of chapter 15 come before codes of other chapters.',
    first: ['O00-O9A'],
    before: ['A00-N99', 'P00-Z99'],
  },
  {
    rule: 'sequence.sepsis',
    cites: 'I.C.1.d.4',
    says: 'The systemic infection that was present on admission comes before the localized one.',
    first: SEPSIS,
    before: LOCAL_INFECTIONS,
    unless: (sepsis, _local, { inpatient }) => inpatient && ['after', 'denied'].includes(admissionOf(sepsis.mentions)),
  },
  {
    rule: 'sequence.hiv',
    cites: 'I.C.1.a.2.a',
    says: 'B20 comes before the conditions that go with the disease.',
    first: ['B20'],
    before: CONDITIONS,
    unless: (hiv, condition) => !inAnyPattern(HIV_RELATED, condition.code) && !areLinked([hiv, condition]),
  },
  {
    rule: 'sequence.poisoning',
    cites: 'I.C.19.e.5.b',
    says: 'The poisoning comes before its manifestations.',
    first: ['T36-T65:intent=1234'],
    before: CONDITIONS,
  },
  {
    rule: 'sequence.anaemia-of-treatment',
    cites: 'I.C.2.c.2',
    says: 'Anaemia due to chemotherapy or immunotherapy comes before the neoplasm.',
    first: ['D64.81'],
    before: ['C00-D49', 'T45.1'],
  },
  {
    rule: 'sequence.pain-by-site',
    cites: 'I.C.6.b.1.b',
    says: 'The site of the pain comes first where the encounter is not for the control of pain.',
    first: PAIN_BY_SITE,
    before: ['G89.0-G89.2', 'G89.4'],
    unless: (_site, pain, { read }) => isForPainControl(pain, read),
  },
  ...burns(),
];

/** Burns of the highest degree first (I.C.19.d.1). The fourth character tells the degree: 1-3 of burns, 5-7 of corrosions. */
function burns(): ChapterRule[] {
  const of = (degree: number): string[] => [`T20-T25:4=${degree}${degree + 4}`];
  const common = { rule: 'sequence.highest-degree', cites: 'I.C.19.d.1', says: 'The burn of the highest degree comes first.' };
  return [
    { ...common, first: of(3), before: [...of(2), ...of(1)] },
    { ...common, first: of(2), before: of(1) },
  ];
}

/** The rule of a chapter by which the first code stands before the second. */
export function chapterOrder(first: Candidate, second: Candidate, desk: Desk): Precedence | undefined {
  const found = RULES.find(
    (one) => inAnyPattern(one.first, first.code) && inAnyPattern(one.before, second.code) && one.unless?.(first, second, desk) !== true,
  );
  return found === undefined ? undefined : { rank: 0, rule: found.rule, says: found.says, cites: found.cites };
}

function isForPainControl({ mentions }: Candidate, read: Desk['read']): boolean {
  const asked = /\bpain (?:management|control|clinic)\b/i;
  const documents = new Set(mentions.map(({ source }) => source));
  return read.some((source) => documents.has(source) && asked.test(source.document.title));
}
