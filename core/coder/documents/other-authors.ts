import type { Range, Reading } from '../../text/reading.ts';
import { sectionWeight } from './section-weight.ts';

/** A part of a provider's document that somebody else wrote, as its heading says. */
export interface OtherAuthor extends Range {
  readonly by: 'other-clinician' | 'patient';
}

const OPENING = String.raw`^[ \t*#_[]*`;
const PAPER = String.raw`(?:notes?|addendum|comments?|documentation|narrative|entry|intake|charting)\b[^:\n]{0,40}(?::|$)`;
const CLINICIAN = new RegExp(
  String.raw`${OPENING}(?:nurs(?:e|ing)(?:'s|s')?|rn|lpn|cna|triage(?: nurs(?:e|ing))?|medical assistant|wound care nurs(?:e|ing)|diet(?:itian|ary)|nutrition|case manage\w*|social work\w*|respiratory therap\w*|physical therap\w*|occupational therap\w*|pharmac\w*|medical student)(?: \([^)\n]{1,20}\))? ${PAPER}`,
  'gimu',
);
const PATIENT = new RegExp(
  String.raw`${OPENING}(?:patient[- ](?:entered|reported|submitted|completed|generated) (?:history|information|data|questionnaire|message|form|symptoms|intake|concerns?|text)|patient portal message|portal message|message from (?:the )?patient|patient questionnaire)\b[^:\n]{0,40}(?::|$)`,
  'gimu',
);
const PROVIDER = new RegExp(
  String.raw`${OPENING}(?:attending|resident|physician|provider|md|np|pa|hospitalist|consultant|doctor|surgeon|intern|fellow)(?:'s)?(?: physician)? (?:attestation|assessment|statement|${PAPER})`,
  'gimu',
);
/** The signature with which a clinician closes what they wrote. */
const SIGNED = /^.*\bsigned (?:by|electronically by)\b.*\b(?:RN|LPN|MA|RD|LCSW|MSW|PT|OT|RT|PharmD)\b.*$/gmu;

/**
 * Parts of a document that a heading gives to a nurse, another clinician or the patient. One ends at its signature, at a heading
 * of a provider, at the next such part or where the document's diagnostic statement begins.
 */
export function otherAuthors({ text, sections }: Reading): OtherAuthor[] {
  const openings = [
    ...[...text.matchAll(CLINICIAN)].map(({ index }) => ({ start: index, by: 'other-clinician' as const })),
    ...[...text.matchAll(PATIENT)].map(({ index }) => ({ start: index, by: 'patient' as const })),
  ];
  if (openings.length === 0) return [];
  const ends = [
    ...openings.map(({ start }) => start),
    ...[...text.matchAll(PROVIDER)].map(({ index }) => index),
    ...[...text.matchAll(SIGNED)].map((match) => match.index + match[0].length),
    ...sections.filter(({ kind }) => sectionWeight(kind) === 'final').map(({ start }) => start),
    text.length,
  ].toSorted((a, b) => a - b);
  let at = 0;
  return openings
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, by }) => {
      while ((ends[at] ?? text.length) <= start && at < ends.length) at += 1;
      return { start, by, end: ends[at] ?? text.length };
    });
}
