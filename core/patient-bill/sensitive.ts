/** What a person has to answer, and no program: how it shows in a question, and what staff are told. */
interface Sensitive {
  readonly topic: string;
  readonly shows: RegExp;
  readonly says: string;
}

const TO_A_PERSON: readonly Sensitive[] = [
  {
    topic: 'hardship',
    shows:
      /can(?:'|no)?t (?:afford|pay)|cannot pay|unable to pay|lost (?:my|his|her|their) job|unemployed|hardship|evict|homeless|bankrupt|no puedo pagar|no tengo (?:dinero|trabajo)|perdí mi trabajo|sin hogar|bancarrota/iu,
    says: 'The question tells of hardship. A financial counsellor has to speak with the patient before anything is sent.',
  },
  {
    topic: 'complaint',
    shows: /complain|grievance|rude|malpractice|neglect|discriminat|mistreat|queja|maltrat|negligencia|discrimin/iu,
    says: 'The question is a complaint. It is for the patient advocate.',
  },
  {
    topic: 'legal',
    shows: /lawyer|attorney|lawsuit|\bsu(?:e|ed|ing)\b|legal action|court|subpoena|abogad|demand(?:a|ar|o)\b|tribunal|\bcorte\b/iu,
    says: 'The question speaks of legal steps. It is for risk management or counsel, and nothing is sent before they have seen it.',
  },
  {
    topic: 'fraud',
    shows:
      /identity theft|stolen identity|not my (?:bill|visit)|never (?:came|was) (?:there|here)|fraud|robo de identidad|fraude|nunca (?:fui|estuve)/iu,
    says: 'The question says that the bill may not be of this person. A person has to check whose care it was first.',
  },
  {
    topic: 'death',
    shows: /\bdied\b|\bdeath\b|\bdead\b|deceased|passed away|\bestate\b|\bwidow|falleci|murió|difunt|viud[ao]/iu,
    says: 'The question speaks of a death. Whoever acts for the estate has to be known first, and a person has to write to them.',
  },
  {
    topic: 'violence',
    shows:
      /abus(?:e|ed|ive|er)|violen(?:ce|t)|restraining order|afraid of|\bhit(?:s|ting)? (?:me|her|him|them)\b|\bbeat(?:s|en|ing)?\b|batter(?:ed|ing)|assault|strangl|\bchok(?:es?|ed|ing)\b|\bpunch|\bslap|\bkick|\bstab(?:s|bed|bing)?\b|\brap(?:ed?|ist)\b|molest|\bstalk|threat|unsafe|abuso|violencia|(?:me|la|le|nos) peg(?:a|ó)|golpe|agred|agresi|\bviol(?:ó|ad[ao]|aron)|amenaz|tengo miedo/iu,
    says: 'The question may tell of violence. A person trained for it has to take it, and nothing is sent where somebody else may read it.',
  },
  {
    topic: 'behavioural-health',
    shows: /mental|psych|depress|anxiety|suicid|therap|counsel(?:ing|ling)|psiqui|psicol|ansiedad|terapia/iu,
    says: 'The question is about behavioural health care. What may be said of it is for a person to decide.',
  },
  {
    topic: 'substance-use',
    shows: /\bdrugs?\b|alcohol|rehab|overdose|addict|opioid|methadone|substance|detox|drogas?\b|adicci|sobredosis|metadona/iu,
    says: 'The question is about care for substance use, which 42 CFR part 2 guards. What may be said of it is for a person to decide.',
  },
  {
    topic: 'hiv',
    shows: new RegExp(`${['hiv', 'aids', 'sti', 'std', 'vih', 'sida'].map(letters).join('|')}|sexual`, 'iu'),
    says: 'The question is about care that state law guards specially. What may be said of it is for a person to decide.',
  },
  {
    topic: 'reproductive',
    shows: /abortion|pregnan|miscarr|birth control|contracept|fertil|aborto|embaraz|anticoncep/iu,
    says: 'The question is about reproductive care. What may be said of it is for a person to decide.',
  },
];

/** Why a question is for a person; `undefined` where it is about a bill alone. It errs on the side of a person. */
export function forAPerson(asks: string): { readonly topic: string; readonly says: string } | undefined {
  const read = asks
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll('’', "'");
  const found = TO_A_PERSON.find(({ shows }) => shows.test(read));
  return found === undefined ? undefined : { topic: found.topic, says: found.says };
}

/** A pattern of an abbreviation, also with its letters apart: `h.i.v.`, `V I H`. */
function letters(word: string): string {
  return `\\b(?:${word}|${[...word].join('[\\s._/-]+')})\\b`;
}

/** Diagnoses that are told to nobody by a program: substance use, mental health, HIV, abuse, and care around pregnancy. */
const GUARDED = /^(?:F|B20|Z21|R75|Z71\.[45]|T7[46]|Z69|O|Z3[0-7]|Z64\.0|N97|A5[0-9]|A6[0-4])/;

export function isGuardedDiagnosis(code: string): boolean {
  return GUARDED.test(code);
}
