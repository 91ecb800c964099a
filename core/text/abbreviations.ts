import { listed } from './listed.ts';

/** A full stop after these never ends a sentence: a name or a number follows. */
export const TITLES: ReadonlySet<string> = new Set(
  listed(`
  dr, drs, mr, mrs, ms, prof, st, vs, v, e.g, i.e, eg, ie, approx, fig, no, ref, cf, viz, resp, incl, ca`),
);

/** After these a sentence ends only where the next word has a capital: `Take 5 mg p.o. b.i.d. Return in a week.` */
export const UNITS: ReadonlySet<string> = new Set(
  listed(`
  p.o, y.o, yo, wt, ht, wks, mos, mins, approx, lt, rt, bilat, freq, prev, neg, pos, cont, b.i.d, t.i.d, q.i.d, q.d,
  q.h.s, p.r.n, a.m, p.m, i.v, i.m, s.c, m.d, d.o, ph.d, r.n, u.s, wk, mo, yr,
  yrs, hr, hrs, min, sec, in, lb, lbs, oz, tab, tabs, cap, caps, inj, etc, jr, sr, inc, co, dept, hosp, pt,
  pts, hx, dx, tx, rx, sx, fx, temp, resp, max, avg, est, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct,
  nov, dec, cm, mm, kg, mg, mcg, ml, deg`),
);

/** After these a number follows and goes on with the sentence: `Temp. 38.5`. */
export const MEASURED: ReadonlySet<string> = new Set(listed('temp, wt, ht, max, min, avg, est'));

/** The second words of the names of germs. The letter and full stop before one stand for its genus: `E. coli`. */
const SPECIES: ReadonlySet<string> = new Set(
  listed(`
  acnes, aerogenes, aeruginosa, agalactiae, albicans, anthracis, aureus, auris, avium, baumannii, bovis, burgdorferi,
  burnetii, capitis, catarrhalis, cholerae, cloacae, coli, diff, difficile, diphtheriae, epidermidis, faecalis, faecium,
  flexneri, flu, fragilis, freundii, fumigatus, glabrata, gondii, gonorrhoeae, haemolyticus, henselae, histolytica, hominis,
  immitis, influenzae, intracellulare, jejuni, jirovecii, kansasii, krusei, lugdunensis, maltophilia, marcescens,
  marinum, meningitidis, mirabilis, mitis, monocytogenes, morganii, multocida, neoformans, oxytoca, pallidum, parapsilosis,
  perfringens, pertussis, pestis, pneumo, pneumoniae, pneumophila, pylori, pyogenes, saprophyticus, sonnei,
  stercoralis, tetani, trachomatis, tropicalis, tuberculosis, typhi, vaginalis, viridans, vulgaris, vulnificus`),
);
const GENUS = /^(?:\p{L}|cl|ps|staph|strep|myco|hemo|klebs)$/iu;

/** True where a full stop after `word` shortens the genus of a germ, as the word that follows tells. */
export function shortensGenus(word: string, following: string): boolean {
  const next = /^\s*(\p{L}+)/u.exec(following)?.[1];
  return next !== undefined && GENUS.test(word) && SPECIES.has(next.toLowerCase());
}
