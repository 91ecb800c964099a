import { listed } from './listed.ts';

const BE = ['', 'is ', 'are ', 'was ', 'were ', 'has been ', 'have been ', 'been '];
const BE_NOT = ["isn't ", "aren't ", "wasn't ", "weren't ", "hasn't been ", "haven't been "];
const LOOKED_FOR = listed(`
  present, seen, identified, noted, found, detected, demonstrated, visualized, appreciated, observed, diagnosed, established,
  supported, evident, suspected, felt, desired, wanted, isolated, recovered, apparent, confirmed, likely, thought likely, felt likely,
  considered likely, felt to be present, thought to be present, believed to be present`);

/** After a condition: looked for and not found. `Pneumonia is not suspected.` */
export const NOT_FOUND_AFTER = [
  ...BE.flatMap((be) => LOOKED_FOR.map((verb) => `${be}not ${verb}`)),
  ...BE_NOT.flatMap((be) => LOOKED_FOR.map((verb) => `${be}${verb}`)),
].join(', ');

const HELD = listed('felt, thought, considered, deemed, judged, believed, seems, appears, seemed');
const HOW = ['', 'very ', 'highly ', 'extremely ', 'quite '];

const UNLIKELY = ['', 'is ', 'are ', 'was ', 'were ']
  .flatMap((be) => [be, ...HELD.flatMap((held) => [`${be}${held} `, `${be}${held} to be `])])
  .flatMap((opinion) => HOW.map((how) => `${opinion}${how}unlikely`));

/** After a condition: weighed and given up. `Embolism is felt to be very unlikely.` */
export const UNLIKELY_AFTER = UNLIKELY.join(', ');

/** Before a condition: `It seems very unlikely that she has meningitis.` */
export const UNLIKELY_THAT = UNLIKELY.map((verdict) => `${verdict} that`).join(', ');

const WROTE = listed('entered, documented, charted, recorded, listed, coded, added, diagnosed, made, noted, reported, carried forward');
const WRONGLY = listed('erroneously, mistakenly, incorrectly, wrongly');

/** After a condition: the entry was a mistake. */
export const MISTAKEN_AFTER = [
  ...BE.flatMap((be) => [
    ...WROTE.flatMap((wrote) => [`${be}${wrote} in error`, `${be}${wrote} by mistake`]),
    ...WRONGLY.flatMap((wrongly) => WROTE.map((wrote) => `${be}${wrongly} ${wrote}`)),
  ]),
  ...['was ', 'has been ', 'is ', 'were '].flatMap((be) => ['disproved', 'disproven', 'refuted'].map((verdict) => `${be}${verdict}`)),
].join(', ');

const TAKEN_BACK = listed('cancelled, canceled, retracted, withdrawn, deleted, erroneous, incorrect, mistaken, wrong');

/** Before a condition: the diagnosis was a mistake. `Cancelled diagnosis: pneumonia.` */
export const MISTAKEN_BEFORE = [
  ...TAKEN_BACK.flatMap((verdict) => [`${verdict} diagnosis`, `${verdict} diagnosis of`, `${verdict} diagnoses`]),
  ...listed('misdiagnosis of, misdiagnosed with, misdiagnosed as, misdiagnosed as having, mislabeled as, mislabelled as'),
  ...WRONGLY.flatMap((wrongly) =>
    ['diagnosed with', 'diagnosed as', 'labeled as', 'labelled as', 'labeled with', 'labelled with', 'thought to have'].map(
      (verb) => `${wrongly} ${verb}`,
    ),
  ),
].join(', ');

/** After a row of conditions: one answer for each of them. `Fever, chills, cough: all negative.` */
export const ALL_DENIED_AFTER = [
  'all',
  'both',
  'each',
  'are all',
  'were all',
  'all of which are',
  'all of which were',
  'all were',
  'all are',
]
  .flatMap((all) => ['negative', 'denied', 'absent', 'ruled out', 'excluded', 'unremarkable', 'nonreactive'].map((no) => `${all} ${no}`))
  .join(', ');

/** After the name of a test. */
export const UNREACTIVE_AFTER = BE.flatMap((be) => ['nonreactive', 'non reactive', 'not reactive'].map((no) => `${be}${no}`)).join(', ');

const EVIDENCE = listed(
  'argue, argues, argued, arguing, speak, speaks, weigh, weighs, militate, militates, count, counts, evidence, points, point',
);

/** Before a condition: what speaks against it. */
export const AGAINST_BEFORE = EVIDENCE.flatMap((verb) => ['', 'strongly ', 'clearly '].map((how) => `${verb} ${how}against`)).join(', ');

const DENY = ['denies', 'denied', 'deny', 'denying'];
const PATIENT = ['he', 'she', 'they', 'the patient', 'patient', 'the pt', 'pt'];
const HAD = [
  'has',
  'had',
  'have',
  'has had',
  'had had',
  'ever had',
  'has ever had',
  'suffers from',
  'suffered',
  'suffered from',
  'experienced',
];

/** Before a condition: somebody denies it for the patient. `Family denies that the patient had a seizure.` */
export const DENIED_FOR_PATIENT = DENY.flatMap((deny) =>
  PATIENT.flatMap((who) => HAD.flatMap((had) => [`${deny} that ${who} ${had}`, `${deny} ${who} ${had}`])),
).join(', ');
