import { listed } from '../text/listed.ts';

/**
 * Long everyday words of diagnoses. Only they are recognised in a misspelling: their neighbours at one slip are no words of their
 * own. Among the whole vocabulary of the index `mitosis` would be a `miosis` and `compliant` a `complaint`.
 */
const WORDS = listed(`
  abdominal, adenocarcinoma, alcoholism, alzheimer, anaphylaxis, aneurysm, appendicitis, arrhythmia, arthritis, aspiration, asthma,
  atelectasis, atherosclerosis, bacteremia, bradycardia, bronchiectasis, bronchiolitis, bronchitis, bursitis, candidiasis, carcinoma,
  cardiomyopathy, cellulitis, cerebrovascular, cholangitis, cholecystitis, choledocholithiasis, cholelithiasis, cirrhosis, colitis,
  conjunctivitis, constipation, cystitis, dehydration, delirium, dementia, depression, dermatitis, diarrhea, diverticulitis,
  diverticulosis, dysphagia, emphysema, encephalopathy, endocarditis, endometriosis, epilepsy, esophagitis, fibrillation, fibromyalgia,
  gastritis, gastroenteritis, gastroesophageal, gastroparesis, glaucoma, hematuria, hemorrhage, hemorrhoids, hepatitis, hydronephrosis,
  hypercalcemia, hyperglycemia, hyperkalemia, hyperlipidemia, hypernatremia, hypertension, hyperthyroidism, hypocalcemia, hypoglycemia,
  hypokalemia, hyponatremia, hypotension, hypothyroidism, influenza, insomnia, ischemic, leukemia, leukocytosis, lymphoma, malnutrition,
  mastitis, melanoma, meningitis, migraine, myocarditis, nephrolithiasis, neuropathy, neutropenia, obesity, osteoarthritis,
  osteomyelitis, osteoporosis, pancreatitis, pancytopenia, parkinson, pericarditis, peritonitis, pharyngitis, pneumonia, pneumonitis,
  pneumothorax, prostatitis, proteinuria, psoriasis, pyelonephritis, radiculopathy, retinopathy, rhabdomyolysis, sarcoidosis,
  schizophrenia, sciatica, scoliosis, septicemia, sinusitis, spondylosis, tachycardia, tendinitis, thrombocytopenia, thrombosis,
  tonsillitis, tuberculosis, urticaria, vasculitis
`);

/** Words shorter than this have too many neighbours. */
export const SHORTEST_MISSPELT = 7;
/** The last letter tells the form of a word: another one makes an adjective or a plural. */
const ENDING = 1;
/** One wrong letter leaves the first letters or the last as they are. */
const KEY = 3;

const EVERYDAY: ReadonlySet<string> = new Set(WORDS);
const STARTS = keyed((word) => word.slice(0, KEY));
const ENDS = keyed((word) => word.slice(-KEY));

/**
 * The one everyday word of a diagnosis that a word misspells by a single slip: a letter too many, too few or wrong, or two neighbours
 * swapped, the first letter and the last being right. `undefined` where none or more than one is that near. Only for words that
 * the edition does not know.
 */
export function respelled(word: string): string | undefined {
  if (word.length < SHORTEST_MISSPELT) return undefined;
  const known = KNOWN.get(word);
  if (known !== undefined) return known === '' ? undefined : known;
  const found = /^[a-z]+$/.test(word) ? nearest(word) : undefined;
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(word, found ?? '');
  return found;
}

const KNOWN = new Map<string, string>();
const MOST_KNOWN = 50_000;

function nearest(word: string): string | undefined {
  if (EVERYDAY.has(word)) return undefined;
  const near = [...(STARTS.get(word.slice(0, KEY)) ?? []), ...(ENDS.get(word.slice(-KEY)) ?? [])];
  const found = new Set(near.filter((other) => isOneSlip(word, other)));
  return found.size === 1 ? [...found][0] : undefined;
}

function keyed(keyOf: (word: string) => string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const word of WORDS) {
    const held = found.get(keyOf(word));
    if (held === undefined) found.set(keyOf(word), [word]);
    else held.push(word);
  }
  return found;
}

function isOneSlip(word: string, other: string): boolean {
  if (
    word === other ||
    other.length < SHORTEST_MISSPELT ||
    Math.abs(word.length - other.length) > 1 ||
    word.slice(-ENDING) !== other.slice(-ENDING)
  )
    return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  if (at === 0) return false;
  const rest = word.slice(at);
  const its = other.slice(at);
  if (rest.length > its.length) return rest.slice(1) === its;
  if (rest.length < its.length) return rest === its.slice(1);
  return rest.slice(1) === its.slice(1) || (rest[0] === its[1] && rest[1] === its[0] && rest.slice(2) === its.slice(2));
}
