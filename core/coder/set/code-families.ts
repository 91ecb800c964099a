/** Patterns of codes that share a rule of the guidelines. Ranges include everything beneath both ends. */

/** Signs and symptoms: chapter 18 and the pains that other chapters keep (I.B.4, I.C.18.a). */
export const SYMPTOMS = [
  'R00-R64',
  'R68',
  'H57.1',
  'M25.4-M25.6',
  'M54.2',
  'M54.5-M54.6',
  'M54.9',
  'M62.81',
  'M79.1',
  'M79.6',
  'M79.89',
  'N23',
  'N64.4',
  'N95.1',
];

/** Deficits and states that are reported for themselves beside the disease that causes them, where an assessment has them. */
export const REPORTED_SIGNS = ['R13', 'R18', 'R29.7-R29.8', 'R33', 'R35.1', 'R39.1', 'R40.2', 'R47', 'R57', 'R64', 'R63.6', 'R91'];

/** Abnormal findings, which need a provider's word on what they mean (III.B). */
export const FINDINGS = ['R70-R94'];

/** Findings for patients in whom a diagnosis has not been made (I.C.9.a.7). */
export const WITHOUT_DIAGNOSIS: readonly { readonly code: string; readonly diagnoses: readonly string[] }[] = [
  { code: 'R03.0', diagnoses: ['I10-I1A'] },
];

/** Personal and family history, and status (I.C.21.c.3, I.C.21.c.4). */
export const FAMILY_HISTORY = ['Z80-Z84'];
export const HISTORY_AND_STATUS = ['I25.2', 'Z79-Z99', 'Z15-Z22', 'Z66-Z68'];

/** What a social history may tell on its own: dependence, use, and circumstances (I.C.21.c.17). */
export const SOCIAL = ['F10-F19', 'Z55-Z65', 'Z72-Z73', 'Z77', 'Z86.4', 'Z87.8', 'Z91'];

/** What may come from a clinician who is not the provider (I.B.14). */
export const OTHER_CLINICIANS = ['L89', 'R29.7', 'R40.2', 'Y90', 'Z28.3', 'Z55-Z65', 'Z68', 'L97', 'L98.4'];

/** Of those, the ones that stand only beside a diagnosis of the provider's own. */
export const NEEDS_PROVIDER_DIAGNOSIS: readonly { readonly code: string; readonly beside: readonly string[] }[] = [
  { code: 'Z68', beside: ['E66', 'E40-E46', 'R63.4-R63.6', 'E88.81', 'O99.21', 'R64'] },
  { code: 'L89', beside: ['L89'] },
];

/** Pains that are coded by their site (I.C.6.b.1.b). */
export const PAIN_BY_SITE = ['G43-G44', 'G50', 'H57.1', 'K14.6', 'M25.5', 'M54', 'M79.6', 'N23', 'N64.4', 'R07', 'R10', 'R51', 'R68.84'];

/** Codes that say more of another, and stand only beside it. */
export const STANDS_BESIDE: readonly {
  readonly code: string;
  readonly beside: readonly string[];
  readonly says: string;
  readonly cites: string;
}[] = [
  {
    code: 'Z17',
    beside: ['C50', 'D05'],
    says: 'The receptor status is that of a breast cancer that is there, and none is coded.',
    cites: 'Tabular list, "code first" at Z17',
  },
  {
    code: 'Z19',
    beside: ['C00-C96'],
    says: 'It tells of a cancer that is there, and none is coded.',
    cites: 'Tabular list, "code first" at Z19',
  },
  { code: 'Z37', beside: ['O00-O9A'], says: 'It stands on the record of a delivery, and none is coded.', cites: 'I.C.15.b.5, I.C.21.c.11' },
];

/** Coded only when confirmed, uncertain terms notwithstanding (I.C.1.a.1, I.C.1.f, I.C.1.g.1.a, I.C.10.c). */
export const CONFIRMED_ONLY = ['A92.5', 'B20', 'J09-J10', 'U07.1', 'Z21'];

/** Encounters for a service: coded as the reason for a visit, not because a note mentions the service (IV.E, I.C.21.c.16). */
export const SERVICES = ['Z00-Z13', 'Z23', 'Z30-Z34', 'Z36', 'Z39', 'Z40-Z53', 'Z69-Z71', 'Z76'];

/** Diseases that do not end: "history of" names them and does not say that they are over (IV.I). */
export const LIFELONG = [
  'B20',
  'E03',
  'E10-E13',
  'E78',
  'F20',
  'F31',
  'G20',
  'G30',
  'G35',
  'G40',
  'I10-I13',
  'I25.1',
  'I48.1-I48.2',
  'I50',
  'I69',
  'J43-J45',
  'K50-K51',
  'K74',
  'M05-M06',
  'N18',
];

/** Symptoms, signs and findings that belong to no other chapter. */
export const CHAPTER_18 = ['R00-R99'];

/** Bacteria as the cause of diseases of other chapters (I.C.1.b). */
export const BACTERIA = ['B95-B96'];

/** Services that, when they are the reason for a visit, are listed first (I.C.21.c.5, I.C.21.c.16). */
export const FIRST_LISTED = ['Z00-Z02', 'Z04', 'Z11-Z13', 'Z33.2', 'Z34', 'Z38-Z39', 'Z40', 'Z42', 'Z51.0-Z51.1', 'Z52', 'Z76.1-Z76.2'];

/** Of those, the ones that may be the principal diagnosis of a stay too. */
export const FIRST_OF_STAY = ['Z38', 'Z40', 'Z42', 'Z51.0-Z51.1', 'Z52'];

/**
 * Codes that are never first-listed: causes, organisms, adverse effects and underdosing, severe sepsis, statuses and histories
 * (I.C.1.d.1.b, I.C.19.e.5, I.C.20.a.6, I.C.21.c).
 */
export const NEVER_FIRST = [
  ...['B95-B97', 'V00-Y99', 'Z14-Z19', 'Z28', 'Z37', 'Z3A', 'Z55-Z68', 'Z72-Z75', 'Z77-Z99', 'R29.7', 'R40.2', 'R65'],
  ...['T36-T50:intent=56'],
];

/**
 * Conditions that run their course. In a list of past history they are over, unless the provider also speaks of them in
 * this encounter (IV.J: do not code conditions that were previously treated and no longer exist).
 */
export const SHORT_LIVED = [
  'A00-A09',
  'A15-A19',
  'A20-A49',
  'A75-A99',
  'B00-B17',
  'B25-B89',
  'D62',
  'E10.1',
  'E11.1',
  'E13.1',
  'E15-E16',
  'E86-E87',
  'F05',
  'G00-G09',
  'G45',
  'G93.4',
  'H60-H62',
  'H65-H66',
  'I20.0',
  'I21-I24',
  'I26',
  'I30',
  'I33',
  'I40',
  'I46',
  'I60-I63',
  'I82.4',
  'J00-J22',
  'J36',
  'J69',
  'J80-J81',
  'J86',
  'J90-J95',
  'J96.0',
  'J96.2',
  'K25-K26',
  'K35-K37',
  'K52',
  'K56',
  'K57.2-K57.3',
  'K65',
  'K80.0',
  'K81.0',
  'K83.0',
  'K85',
  'K92.0-K92.2',
  'L00-L08',
  'L50',
  'M00',
  'N10',
  'N17',
  'N20-N23',
  'N30.0',
  'N39.0',
  'N70-N76',
  'O00-O9A',
  'R00-R99',
  'S00-T88',
  'U07',
];

/** What past history alone does not make present: besides those, growths that may have been removed (I.C.2.m). */
export const OVER_WHEN_PAST = [...SHORT_LIVED, 'C00-D49', 'K63.5', 'N60'];

/** Conditions of one sex (chapter 14 and 15, neoplasms of the genital organs). */
export const FEMALE_ONLY = ['C51-C58', 'D06', 'D25-D28', 'N70-N98', 'O00-O9A', 'Z33-Z34', 'Z36', 'Z39', 'Z3A'];
export const MALE_ONLY = ['C60-C63', 'D29', 'N40-N53', 'Z12.5'];
