import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNote } from './read-note.ts';

const sections = (text: string): string[] => readNote(text).sections.map(({ kind, heading }) => `${kind}|${heading}`);
const sentences = (text: string): string[] => readNote(text).sentences.map(({ start, end }) => text.slice(start, end));
const items = (text: string): string[] =>
  readNote(text)
    .sentences.filter(({ item }) => item)
    .map(({ start, end }) => text.slice(start, end));

describe('headings', () => {
  test.each([
    ['in capitals on a line', 'HISTORY OF PRESENT ILLNESS\n\nCough.', ['history-of-present-illness|HISTORY OF PRESENT ILLNESS']],
    ['in title case with a colon', 'Past Medical History:\nAsthma', ['past-medical-history|Past Medical History']],
    ['in lower case with a colon', 'hospital course: improved.', ['hospital-course|hospital course']],
    ['in title case without a colon', 'Physical Examination\n\nAlert.', ['physical-exam|Physical Examination']],
    [
      'abbreviated and in line',
      'HPI: cough.\nPMH: asthma.\nROS: negative.\nA/P: asthma.',
      ['history-of-present-illness|HPI', 'past-medical-history|PMH', 'review-of-systems|ROS', 'assessment-and-plan|A/P'],
    ],
    [
      'in markdown',
      '## Medications\n\nNone.\n\n**Assessment & Plan:** none',
      ['medications|Medications', 'assessment-and-plan|Assessment & Plan'],
    ],
    ['underlined', 'Discharge Diagnoses\n-------------------\nSepsis', ['discharge-diagnoses|Discharge Diagnoses']],
    [
      'with a qualifier',
      'BRIEF HOSPITAL COURSE:\nWell.\nLABS ON ADMISSION (3/14/2026):\nNa 140',
      ['hospital-course|BRIEF HOSPITAL COURSE', 'results|LABS ON ADMISSION (3/14/2026)'],
    ],
    ['with a number', 'I. FINDINGS\nNone.\nII. IMPRESSION\nNormal.', ['findings|FINDINGS', 'impression|IMPRESSION']],
    ['with a dash', 'ALLERGIES - none', ['allergies|ALLERGIES']],
    [
      'run on in one line',
      'Seen today.  HPI: cough for 3 days. PMH: asthma. MEDICATIONS: albuterol.',
      ['unsectioned|', 'history-of-present-illness|HPI', 'past-medical-history|PMH', 'medications|MEDICATIONS'],
    ],
    ['after another label of the same line', 'Discharged: 02/16/2026   DISPOSITION: home', ['unsectioned|', 'other|DISPOSITION']],
    [
      'of a subsection of the history',
      'PAST HISTORY\n\nMedical\nAsthma.\n\nSurgical\nNone.',
      ['past-medical-history|PAST HISTORY', 'past-medical-history|Medical', 'past-surgical-history|Surgical'],
    ],
    [
      'of a SOAP note by letter',
      'S: cough.\nO: afebrile.\nA: bronchitis.\nP: rest.',
      ['history-of-present-illness|S', 'physical-exam|O', 'assessment|A', 'plan|P'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(sections(text)).toEqual(expected);
  });

  test.each([
    'Principal problem',
    'Other problems this admission',
    'Active problems',
    'Hospital problems',
    'Resolved hospital problems',
    'Problems addressed this visit',
    'Diagnoses addressed today',
    'Secondary diagnoses',
    'Discharge diagnoses',
    'Diagnoses at time of discharge',
    'Final diagnosis',
    'Final Dx',
    'Principal Dx',
  ])('of a list of diagnoses, in any case, with a colon and without: %s', (name) => {
    const kinds = [name, name.toUpperCase(), name.toLowerCase()]
      .flatMap((heading) => [`${heading}:`, heading])
      .map((heading) => readNote(`HPI: well.\n\n${heading}\n  Pneumonia\n`).sections.at(-1)?.kind);

    expect(kinds).toHaveLength(6);
    for (const kind of kinds) expect(['diagnoses', 'discharge-diagnoses']).toContain(kind);
  });

  test.each([
    ['two names of sections in one', 'Subjective / session content\nCough.', ['history-of-present-illness|Subjective / session content']],
    [
      'the account that follows a chief complaint',
      'Reason for consultation: creatinine 1.74.\n\nShe has stable CKD.',
      ['chief-complaint|Reason for consultation', 'history-of-present-illness|'],
    ],
    [
      'a table of results inside prose, its head included',
      'HPI: CKD.\n\n  Date      Creatinine   eGFR\n  01/2026   1.60         34\n  03/2026   1.62         34\n\nUrine output is good.',
      ['history-of-present-illness|HPI', 'results|', 'history-of-present-illness|HPI'],
    ],
    [
      'no table in a list of drugs',
      'HPI: CKD.\nMetformin   500   PO  BID\nLisinopril   10   PO  daily',
      ['history-of-present-illness|HPI'],
    ],
    ['no table in one row', 'HPI: CKD.\nCreatinine   1.60   34\nStable.', ['history-of-present-illness|HPI']],
    [
      'the account that follows a list of diagnoses',
      `DIAGNOSES\nGout\n\n${'She has had pain in the toe for three days. It began at night after a dinner. '.repeat(3)}`,
      ['diagnoses|DIAGNOSES', 'unsectioned|'],
    ],
    ['no account in a list with blank lines', 'DIAGNOSES\n\nGout\n\nCKD stage 3b. Stable.', ['diagnoses|DIAGNOSES']],
    [
      'no heading in small letters inside a paragraph',
      'HPI: he was told of his\nfinal diagnosis\nby phone.',
      ['history-of-present-illness|HPI'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(sections(text)).toEqual(expected);
  });

  test.each([
    ['a bulleted label', 'ASSESSMENT AND PLAN\n1. Asthma\n- Plan: inhaler\n- Medications: albuterol', 1],
    ['a plan inside a problem', 'A/P:\n1. Asthma\nPlan: inhaler.\n2. Gout\nPlan: colchicine.', 1],
    ['a lab result inside a plan', 'PLAN:\nCXR: clear.\nHold aspirin.', 1],
    ['a body system', 'PHYSICAL EXAM\nCARDIOVASCULAR:\nRegular.\nLungs: clear.', 1],
    ['a diagnosis in capitals', 'DISCHARGE DIAGNOSES\n\nACUTE KIDNEY INJURY\n\nSEPSIS', 1],
    [
      'a lone word at the end of a wrapped line',
      'IMPRESSION:\nThe patient was seen together with the wound care team, who agree with the\nPlan\nas it stands.',
      1,
    ],
    ['PE as an embolism in a plan', 'ASSESSMENT AND PLAN:\nPE: continue apixaban.', 1],
  ])('are not seen in %s', (_name, text, count) => {
    expect(sections(text)).toHaveLength(count);
  });

  test('an unknown heading closes the list before it', () => {
    expect(sections('ALLERGIES:\nPenicillin\n\nWOUND CARE:\nDaily dressing.')).toEqual(['allergies|ALLERGIES', 'other|WOUND CARE']);
  });

  test('an impression told inside results is imaging, and one of its own is an impression', () => {
    expect(sections('RESULTS\nCT chest.\nImpression: effusion.')).toEqual(['results|RESULTS', 'imaging|Impression']);
    expect(sections('FINDINGS: effusion.\nIMPRESSION: effusion.')).toEqual(['findings|FINDINGS', 'impression|IMPRESSION']);
  });
});

describe('sentences', () => {
  test.each([
    ['end at full stops', 'Cough. Fever.', ['Cough.', 'Fever.']],
    ['do not end after Dr.', 'Seen by Dr. Smith today. Stable.', ['Seen by Dr. Smith today.', 'Stable.']],
    ['do not end in a decimal', 'Creatinine 1.8 today. Potassium 4.', ['Creatinine 1.8 today.', 'Potassium 4.']],
    [
      'do not end after a dose abbreviation in mid-sentence',
      'Take 5 mg p.o. b.i.d. with food. Rest.',
      ['Take 5 mg p.o. b.i.d. with food.', 'Rest.'],
    ],
    ['end after hepatitis C', 'Known hepatitis C. He denies alcohol.', ['Known hepatitis C.', 'He denies alcohol.']],
    ['do not end in the name of a germ', 'E. coli UTI. C. diff colitis. H. pylori.', ['E. coli UTI.', 'C. diff colitis.', 'H. pylori.']],
    ['do not end in the name of a germ in capitals', 'Sepsis due to E. COLI. Fever.', ['Sepsis due to E. COLI.', 'Fever.']],
    ['do not end after the short form of a genus', 'Grew Staph. aureus. Fever.', ['Grew Staph. aureus.', 'Fever.']],
    ['do not end after St. or an initial', 'From St. John by Dr. X today. Fever.', ['From St. John by Dr. X today.', 'Fever.']],
    [
      'end at the number of a list and not in the germ after it',
      '1. C. difficile colitis\n2. S. aureus bacteremia',
      ['C. difficile colitis', 'S. aureus bacteremia'],
    ],
    ['keep the germ at the head of a line', 'E. coli sepsis\nC. diff', ['E. coli sepsis', 'C. diff']],
    ['lose the letter of a list', 'A. Pneumonia\nB. Sepsis', ['Pneumonia', 'Sepsis']],
    [
      'run over wrapped lines',
      'The patient is a 71-year-old man with chronic systolic heart failure who\nwas admitted with dyspnea and orthopnea over three days, without chest\npain. Stable.',
      [
        'The patient is a 71-year-old man with chronic systolic heart failure who\nwas admitted with dyspnea and orthopnea over three days, without chest\npain.',
        'Stable.',
      ],
    ],
    [
      'end with a line that is not full',
      'Cardiovascular\nNormal rate.\nLungs\nClear.',
      ['Cardiovascular', 'Normal rate.', 'Lungs', 'Clear.'],
    ],
    ['go on after a line that breaks off', 'No evidence of\nPneumonia.', ['No evidence of\nPneumonia.']],
    ['end at a blank line', 'Sepsis\n\nPneumonia', ['Sepsis', 'Pneumonia']],
    ['are one per row of a table', '| Lab | Value |\n|---|---|\n| Na | 140 |', ['| Lab | Value |', '| Na | 140 |']],
    ['are one per bullet', '- Sepsis\n• Pneumonia\n* Gout', ['Sepsis', 'Pneumonia', 'Gout']],
    ['are one per number in brackets', 'DIAGNOSES: (1) Sepsis (2) CKD stage 3 (3) Gout', ['Sepsis', 'CKD stage 3', 'Gout']],
    ['are one per number with a bracket', 'DIAGNOSES: 1) Sepsis 2) Gout', ['Sepsis', 'Gout']],
    ['are one per number with a hash', 'A/P: #1 Sepsis #2 Gout', ['Sepsis', 'Gout']],
    ['are one per row of a table with tabs', 'RESULTS\nHgb\t9.0\tL\nCr\t2.1\tH', ['Hgb\t9.0\tL', 'Cr\t2.1\tH']],
    ['are one per arrow', '→ Gout\n➢ CKD', ['Gout', 'CKD']],
    ['do not end after a measure and its number', 'Temp. 38.5 deg. C. Cough.', ['Temp. 38.5 deg. C.', 'Cough.']],
    [
      'do not end after a unit in mid-sentence',
      'Approx. 3 cm. mass in the lung. No nodes.',
      ['Approx. 3 cm. mass in the lung.', 'No nodes.'],
    ],
    ['do not end at M.D. or an initial', 'Seen by Dr. J. Smith, M.D. today. Stable.', ['Seen by Dr. J. Smith, M.D. today.', 'Stable.']],
    ['are one per inline number', 'DIAGNOSES: 1. Sepsis 2. CKD stage 3 3. Gout', ['Sepsis', 'CKD stage 3', 'Gout']],
    [
      'keep a wrapped item whole',
      '1. Acute on chronic systolic heart failure with volume overload and hypoxia,\n   improving on furosemide\n2. Gout',
      ['Acute on chronic systolic heart failure with volume overload and hypoxia,\n   improving on furosemide', 'Gout'],
    ],
    [
      'end with a full line in a list of diagnoses',
      'DISCHARGE DIAGNOSES\n  Portal hypertension, small esophageal varices without bleeding\n  Thrombocytopenia secondary to cirrhosis',
      ['Portal hypertension, small esophageal varices without bleeding', 'Thrombocytopenia secondary to cirrhosis'],
    ],
    ['keep the signs that answer a symptom', '(-) fever\n-chills, +cough', ['(-) fever', '-chills, +cough']],
  ])('%s', (_name, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('entries of a problem list are items, sentences of a paragraph are not', () => {
    expect(items('DISCHARGE DIAGNOSES:\nSepsis\nPneumonia\n\nHOSPITAL COURSE:\nHe improved.')).toEqual(['Sepsis', 'Pneumonia']);
  });

  test('only the first sentence of an item is the item', () => {
    expect(items('ASSESSMENT AND PLAN:\n1. Gout. Start colchicine.\n2. CKD. Avoid NSAIDs.')).toEqual(['Gout.', 'CKD.']);
  });
});

const PIECES = [
  'HPI:',
  'PLAN',
  'Assessment and Plan',
  '\n',
  '\n\n',
  '\r\n',
  '. ',
  ': ',
  '- ',
  '1. ',
  '2) ',
  '## ',
  '====',
  '| a | b |',
  'Dr. ',
  'no fever',
  'GOUT',
  ' ',
  '\t',
  '  ',
  'é',
  '\u{1F600}',
  '\u2028',
  'p.o. ',
];
const noteLike = array(oneof(constantFrom(...PIECES), string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 }).map((parts) =>
  parts.join(''),
);

describe('whatever the text', () => {
  test('sections cover it without gap or overlap, and bodies lie inside', () => {
    assert(
      property(noteLike, (text) => {
        let at = 0;
        for (const { start, end, body } of readNote(text).sections) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          expect(body).toBeGreaterThanOrEqual(start);
          expect(body).toBeLessThanOrEqual(end);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test('sentences lie in the body of their section, in order, without white space at either end', () => {
    assert(
      property(noteLike, (text) => {
        let last = 0;
        for (const { start, end, section } of readNote(text).sentences) {
          expect(start).toBeGreaterThanOrEqual(Math.max(last, section.body));
          expect(end).toBeLessThanOrEqual(section.end);
          const words = text.slice(start, end);
          expect(words).toBe(words.trim());
          expect(words).not.toBe('');
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no word of a body is lost between sentences', () => {
    assert(
      property(array(constantFrom(...PIECES.filter((piece) => !/[|#=12)]/u.test(piece))), { maxLength: 40 }), (parts) => {
        const text = parts.join(' ');
        const reading = readNote(text);
        const kept = new Set(
          reading.sentences.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
        );
        for (const { body, end } of reading.sections) {
          for (const word of text.slice(body, end).matchAll(/\p{L}{2,}/gu)) expect(kept.has(body + word.index)).toBe(true);
        }
      }),
    );
  });
});
