/** Words that make another person the one who has the condition. */
export const FAMILY_BEFORE = `
  family history of, family history for, family history is significant for, family history significant for,
  family history positive for, family history is positive for, family history notable for,
  family history is notable for, family history includes, family history remarkable for, family history,
  family hx of, family hx, positive family history of, strong family history of, family medical history of, fhx of,
  fhx, fh of, fh positive for, fh, fh is, family members with, family member with, several family members,
  relatives with, runs in the family`;

/** Kin and household. Alone they prove nothing: `per mother`, `wife reports`. */
export const KIN = `
  mother, father, mom, dad, parent, parents, sister, sisters, brother, brothers, sibling, siblings, son, sons,
  daughter, daughters, child, children, grandmother, grandfather, grandparent, grandparents, grandma, grandpa, aunt,
  aunts, uncle, uncles, cousin, cousins, niece, nephew, wife, husband, spouse, partner, girlfriend, boyfriend, twin,
  roommate, grandson, granddaughter, relative, relatives, stepfather, stepmother, half brother, half sister,
  coworker, coworkers, friend, neighbor, family member, family members`;

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
