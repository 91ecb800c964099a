const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that a wording may put in or leave out: they join and soften, and say nothing of the case. No other word comes or goes. */
export const FREE_WORDS = words(`
  a an the this that these those which and also please kindly respectfully
  further furthermore moreover additionally addition
  of in on at for with as upon regarding concerning dated amount sum hereby herewith`);

/** Free words that are units behind a figure: `64 in`. There they stay. */
export const UNIT_WORDS = words('a in');

export const NEGATIONS = words(`
  no not nor never none neither nothing nobody nowhere without cannot unable lack lacks lacking absent
  denied denies deny denial refuse refused refuses refusal except unless unmet`);

/** How sure a sentence is, what it is bound by, and how much of something it says. */
export const CERTAINTIES = words(`
  may might must should could can shall will would need ought likely unlikely probable probably possible possibly perhaps
  certain certainly clear clearly always often sometimes only solely all any every each some both most least more less
  if whether when where until or but because so therefore thus hence`);

/** Who does what to whom, and when: none of these is another form of another. */
export const BONDS = words(`
  i we us our ours you your yours he she it its they them their who whose
  be is are was were been being am do does did done has have had having
  to from by off before after since under over above below within beyond between against than apart up out one two`);

/** A sentence with one of these is not parted in two: what hangs on the condition would stand alone. */
export const CONDITIONS = words('if should unless whether when where until provided');
