/** Words that make another person the one who has the condition. */
export const FAMILY_BEFORE = `
  family history of, family history for, family history is significant for, family history significant for,
  family history positive for, family history is positive for, family history notable for,
  family history is notable for, family history includes, family history remarkable for, family history,
  family hx of, family hx, positive family history of, strong family history of, family medical history of, fhx of,
  fhx, fh of, fh positive for, fh, fh is, family members with, family member with, several family members,
  relatives with, in the family history, in family history`;

/** Words after a condition that give it to the kin. */
export const FAMILY_AFTER = `
  in the family, runs in the family, run in the family, in his family, in her family, in family members,
  in multiple family members, in several family members, in a family member, on the maternal side,
  on the paternal side, on both sides of the family, in relatives`;

/** Kin and household. Alone they prove nothing: `per mother`, `wife reports`. */
export const KIN = `
  mother, father, mom, dad, parent, parents, sister, sisters, brother, brothers, sibling, siblings, son, sons,
  daughter, daughters, child, children, grandmother, grandfather, grandparent, grandparents, grandma, grandpa, aunt,
  aunts, uncle, uncles, cousin, cousins, niece, nephew, wife, husband, spouse, partner, girlfriend, boyfriend, twin,
  roommate, grandson, granddaughter, relative, relatives, stepfather, stepmother, half brother, half sister,
  coworker, coworkers, friend, friends, neighbor, neighbors, roommates, classmate, classmates, fiance, fiancee,
  sick contact, sick contacts, family member, family members, mothers, fathers, caregiver, caregivers, caretaker,
  housemate, housemates, flatmate, colleague, colleagues, donor, donors, sexual partner, sexual partners, ex wife,
  ex husband, another patient, other patient, other patients, different patient, patient in the next bed,
  patient in the other bed, patient in the adjacent bed, patient next door, another resident, other residents,
  someone else, somebody else`;

/** Those of them who are not of the patient's blood. */
export const UNRELATED = `
  wife, husband, spouse, partner, girlfriend, boyfriend, roommate, roommates, stepfather, stepmother, coworker,
  coworkers, friend, friends, neighbor, neighbors, classmate, classmates, caregiver, caregivers, caretaker, housemate, housemates, flatmate, colleague, colleagues, donor, donors,
  sexual, ex, another, other, different, patient, someone, somebody, boss, fiance, fiancee, sick`;

/** Looks like kin and is none: \`agitated in a child state\`. */
export const NOT_KIN = `
  child state, child like, child abuse, child care, child neglect, child seat, child life, child psychiatry,
  child protective, child welfare, child custody, parent training, partner violence, family planning, sister facility,
  sister hospital, daughter cell, daughter cells, child bearing, child birth, childs pugh, child pugh, child class`;

/** After kin: they have it. */
export const KIN_HAS = `
  has, had, have, with, died, passed, diagnosed, suffered, suffers, deceased, positive, also, who, is, was, were,
  are, both, age, aged, at, and, sick, tested`;

/** Between kin and a condition: the kin only tell, help or are told. */
export const KIN_TELLS = `
  reports, reported, states, stated, says, said, notes, noted, noticed, notices, endorses, denies, called, calls,
  brought, brings, describes, described, concerned, feels, thinks, believes, present, bedside, lives, living,
  mentions, mentioned, explains, explained, observed, witnessed, found, worried, told, gives, provided, provides,
  confirms, confirmed, helps, here, accompanied, informed, updated, patient, he, she, pt, him, her`;

/** After kin, with "was" before it, these are theirs as well, though alone they begin a statement of the patient's. */
export const KIN_WAS = 'admitted, hospitalized, hospitalised, treated, found, diagnosed, seen, sick, ill';

/** Kin whose name is part of the patient's own matters, as in `donor kidney`: they must be followed by a verb. */
export const KIN_WITH_VERB = 'donor, donors';
