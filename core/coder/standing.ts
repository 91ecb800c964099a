import type { Chart } from '../chart/chart.ts';
import type { SectionKind } from '../text/reading.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import {
  CONFIRMED_ONLY,
  FAMILY_HISTORY,
  HISTORY_AND_STATUS,
  LIFELONG,
  OTHER_CLINICIANS,
  SERVICES,
  OVER_WHEN_PAST,
  SOCIAL,
} from './set/code-families.ts';
import { whyNotCurrent } from './conditions/current-use.ts';
import { onlyConsidered } from './set/differential.ts';
import type { FoundMention } from './words/found-mention.ts';
import type { ReadDocument } from './documents/read-documents.ts';
import { isFinalDocument } from './documents/section-weight.ts';
import { AMBIGUOUS } from './words/short-forms.ts';
import { TREATED } from './conditions/treated-cancer.ts';

/** Whether a mention may be coded, and by which rule. */
export interface Standing {
  readonly codes: boolean;
  readonly rule: string;
  /** For a mention that is not coded: why. For one that is: what lets it be. */
  readonly says: string;
  readonly cites?: string;
}

export interface EncounterView {
  readonly inpatient: boolean;
  /** True when no provider wrote of the encounter, so that an interpreted test speaks for itself (IV.K). */
  readonly testsOnly: boolean;
}

export function encounterView({ encounter }: Chart, read: readonly ReadDocument[]): EncounterView {
  const inpatient = encounter.setting === 'inpatient';
  return { inpatient, testsOnly: !inpatient && !read.some(({ document }) => document.role === 'provider') };
}

const refuse = (rule: string, says: string, cites?: string): Standing =>
  cites === undefined ? { codes: false, rule, says } : { codes: false, rule, says, cites };
const admit = (rule: string, says: string, cites?: string): Standing =>
  cites === undefined ? { codes: true, rule, says } : { codes: true, rule, says, cites };

const DENIED = refuse('assert.negated', 'The note denies it.', 'I.A.19');
const RULED_OUT = refuse('assert.negated', 'The note rules it out.', 'I.A.19');
/** Words of a denial that follows from an examination of the matter. */
const RULES_OUT = /\b(?:rul(?:ed?|es) out|r\/o|exclud\w+|not met|not calling)\b/i;
const GENERAL = admit('standing.provider-statement', "The provider's own statement.", 'I.A.19');

/** Judges one mention by what it says, where it stands, who wrote it and how sure they were. */
export function standingOf(mention: FoundMention, view: EncounterView): Standing {
  if (mention.instructionLike) {
    return refuse('read.instruction-like', 'It stands in text that addresses a software agent, which is no evidence.');
  }
  if (mention.quoted) {
    return refuse('read.quoted-message', 'It stands in a pasted message that the provider did not write.', 'I.A.19');
  }
  if (mention.status === 'negated') return RULES_OUT.test(cueWords(mention)) ? RULED_OUT : DENIED;
  if (mention.talk !== undefined) return refuse(mention.talk.rule, mention.talk.says, 'I.A.19');
  const code = mention.code;
  if (code === undefined && mention.path.includes(AMBIGUOUS)) {
    return refuse('find.ambiguous', 'These letters mean several things, and the sentence does not tell which.', 'I.A.19');
  }
  if (code === undefined) {
    return refuse('find.no-code', 'The index gives no code for these words alone; more detail is needed.', 'I.B.2');
  }
  const unused = whyNotCurrent(mention);
  if (unused !== undefined) return refuse('use.not-current', unused, 'I.C.21.c.3');
  return bySection(mention, code) ?? byAuthor(mention, code, view) ?? byAssertion(mention, code, view);
}

function bySection({ sentence, status, weight }: FoundMention, code: string): Standing | undefined {
  switch (weight) {
    case 'never':
      if (isOfItsList(sentence.section.kind, code)) return undefined;
      return refuse('section.not-a-statement', 'The section lists things and states no diagnosis.', 'I.A.19');
    case 'finding':
      if (sentence.section.kind === 'indication' && inAnyPattern([...SERVICES, ...FAMILY_HISTORY], code)) return undefined;
      return refuse('section.finding', 'It is an observation; no provider has said what it means.', 'III.B');
    case 'family':
      if (inAnyPattern(FAMILY_HISTORY, code)) return undefined;
      return refuse('section.family-history', 'It is said of a relative.', 'I.C.21.c.4');
    case 'social':
      if (inAnyPattern(SOCIAL, code)) return undefined;
      return refuse('section.social-history', 'A social history states no diagnosis of this kind.', 'III');
    case 'procedure':
      if (inAnyPattern(HISTORY_AND_STATUS, code)) return undefined;
      return refuse('section.procedures', 'A list of procedures states no present condition.', 'III.A');
    case 'history':
      if (inAnyPattern(SERVICES, code) && sentence.section.kind !== 'chief-complaint') {
        return refuse('section.service', 'The history names the service and does not give it as the reason for this visit.', 'IV.E');
      }
      if (sentence.section.kind !== 'past-medical-history' || status !== 'present') return undefined;
      if (!inAnyPattern(OVER_WHEN_PAST, code)) return undefined;
      return refuse('section.past-history', 'It is listed as past history and is a condition that ends.', 'IV.J');
    case 'course':
      if (!inAnyPattern(SERVICES, code)) return undefined;
      return refuse('section.service', 'The service is mentioned, and nothing states it as the reason for this visit.', 'IV.E');
    case 'final':
      return undefined;
  }
}

/** What a list of medicines or of allergies states by itself (I.C.21.c.3). */
export function isOfItsList(section: SectionKind, code: string): boolean {
  if (section === 'medications') return inAnyPattern(['Z79'], code);
  return section === 'allergies' && inAnyPattern(['Z88', 'Z91.0'], code);
}

function byAuthor({ source, weight, writtenBy }: FoundMention, code: string, { testsOnly }: EncounterView): Standing | undefined {
  if (writtenBy === 'patient') return refuse('author.patient', 'The patient entered it, and no provider has stated it.', 'I.A.19');
  const role = writtenBy ?? source.document.role;
  if (role === 'provider') return undefined;
  if (role === 'other-clinician') {
    if (inAnyPattern(OTHER_CLINICIANS, code)) return undefined;
    return refuse('author.not-the-provider', 'The author is not the provider who is responsible for the diagnosis.', 'I.B.14');
  }
  if (testsOnly && weight === 'final') return undefined;
  return refuse('author.interpreted-test', 'An interpreted test alone is not coded where a provider speaks for the encounter.', 'III.B');
}

function byAssertion(mention: FoundMention, code: string, view: EncounterView): Standing {
  switch (mention.status) {
    case 'present':
      if (view.testsOnly) {
        return admit('author.interpreted-test', "A definitive finding of the physician's interpretation.", 'IV.K');
      }
      return (mention.writtenBy ?? mention.source.document.role) === 'other-clinician'
        ? admit('author.other-clinician', 'One of the codes that another clinician may document.', 'I.B.14')
        : GENERAL;
    case 'possible':
      return uncertain(mention, code, view);
    case 'historical':
      if (mention.assertionRule === TREATED) return admit('assert.treated-cancer', 'A cancer that was treated and is gone.', 'I.C.2.m');
      if (inAnyPattern(HISTORY_AND_STATUS, code)) return admit('assert.history', 'A history or status code.', 'I.C.21.c.4');
      if (inAnyPattern(LIFELONG, code) && saysHistoryOf(mention)) {
        return admit('assert.lifelong', 'A disease that does not end, named with its history.', 'IV.I');
      }
      return resolvedThisStay(mention, view)
        ? admit('assert.resolved-this-stay', 'It was treated in this stay and is resolved at its end.', 'III')
        : refuse('assert.historical', 'It is said of the past.', 'IV.J');
    case 'family':
      if (mention.assertionRule === 'assert.family.other-person') {
        return refuse('assert.other-person', 'It is said of somebody who is no blood relative.', 'I.C.21.c.4');
      }
      if (inAnyPattern(FAMILY_HISTORY, code)) return admit('assert.family-history', 'A family history code.', 'I.C.21.c.4');
      return refuse('assert.family', 'It is said of a relative.', 'I.C.21.c.4');
    case 'negated':
      return DENIED;
    case 'hypothetical':
      return refuse('assert.hypothetical', 'It is a condition to watch for and not one that is present.', 'I.A.19');
    case 'planned':
      return refuse('assert.planned', 'It is planned and has not happened.', 'I.A.19');
  }
}

function uncertain(mention: FoundMention, code: string, { inpatient }: EncounterView): Standing {
  const { source, weight } = mention;
  if (!inpatient) {
    return refuse('uncertain.outpatient', 'It is uncertain, and this is no inpatient stay: the symptom is coded instead.', 'IV.H');
  }
  if (inAnyPattern(CONFIRMED_ONLY, code)) {
    return refuse('uncertain.confirmed-only', 'This condition is coded only when it is confirmed.', 'I.C.1');
  }
  if (onlyConsidered(mention))
    return refuse('uncertain.differential', 'A differential diagnosis that the final statement does not keep.', 'II.H');
  if (isFinalDocument(source.document.type) && (weight === 'final' || weight === 'course')) {
    return admit('uncertain.at-discharge', 'Uncertain at discharge, and coded as if it existed.', 'II.H');
  }
  return refuse('uncertain.not-final', 'It was uncertain before discharge and the final statement does not keep it.', 'II.H');
}

function cueWords({ source, cue }: FoundMention): string {
  return cue === undefined ? '' : source.document.text.slice(cue.start, cue.end);
}

/** "History of diabetes" names a disease that the patient has; "prior" and "resolved" do not. */
function saysHistoryOf(mention: FoundMention): boolean {
  return /\bhistory\b|\bh\/o\b|\bhx\b/i.test(cueWords(mention));
}

function resolvedThisStay({ source, weight, cue }: FoundMention, { inpatient }: EncounterView): boolean {
  if (!inpatient || cue === undefined) return false;
  if (weight !== 'final' && weight !== 'course') return false;
  return /resolv|improv|treated|now off|subsid|clear|gone|went|disappear|no longer (?:present|seen)/i.test(
    source.document.text.slice(cue.start, cue.end),
  );
}
