import { foldWord } from './fold-word.ts';
import { WORD_CLASSES } from './word-classes.ts';

const LEAD = new Map<string, string>();
for (const line of WORD_CLASSES.trim().split('\n')) {
  const [lead = '', ...others] = line.split(' ');
  LEAD.set(lead, lead);
  for (const other of others) LEAD.set(other, lead);
}

const KNOWN = new Map<string, string>();
const MOST_KNOWN = 200_000;

/**
 * The form under which a word is compared in statements of a diagnosis: American spelling, singular, and the noun of its class
 * (`renal` is `kidney`, `haemorrhagic` is `hemorrhage`). Takes lower-case words without accents; idempotent.
 */
export function canonicalWord(word: string): string {
  const known = KNOWN.get(word);
  if (known !== undefined) return known;
  const direct = LEAD.get(word);
  const american = americanSpelling(word);
  const folded = foldWord(american);
  const found = direct ?? LEAD.get(american) ?? LEAD.get(folded) ?? folded;
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(word, found);
  return found;
}

const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/^oe(?=[dsmn])/, 'e'],
  [/haem/, 'hem'],
  [/aemi/, 'emi'],
  [/anaesth/, 'anesth'],
  [/oedem/, 'edem'],
  [/oesoph/, 'esoph'],
  [/oestr/, 'estr'],
  [/rrhoea/, 'rrhea'],
  [/pnoea/, 'pnea'],
  [/faec/, 'fec'],
  [/caec/, 'cec'],
  [/paed/, 'ped'],
  [/foet/, 'fet'],
  [/gynaec/, 'gynec'],
  [/leuk(?:o|a)em/, 'leukem'],
  [/tumour/, 'tumor'],
  [/fibre/, 'fiber'],
  [/litre/, 'liter'],
  [/centre/, 'center'],
  [/colour/, 'color'],
  [/sulph/, 'sulf'],
  [/orrhag/, 'orrhag'],
  [/ischaem/, 'ischem'],
  [/coel(?=i)/, 'cel'],
  [/ynaem/, 'ynem'],
];

function americanSpelling(word: string): string {
  if (!/ae|oe|our|tre|sulph/.test(word)) return word;
  let spelled = word;
  for (const [british, american] of BRITISH) spelled = spelled.replace(british, american);
  return spelled;
}
