import { listed } from '../../text/listed.ts';
import { allCapitals, type WordRange, type Words } from './scan-words.ts';

/**
 * Short forms with more than one meaning. `never`: the words around that tell another one (`95% RA` is room air). `needs`:
 * the words of which one must stand near for the meaning of the index; without it nobody can tell what the letters mean and no code
 * is given. Words before and after are told apart with the form itself as `~`, lower-case, one space between.
 */
interface ShortForm {
  readonly never?: RegExp;
  readonly needs?: RegExp;
}

const ROUND = 6;
const VALVE = listed(
  'severe, moderate, mild, critical, trace, tavr, savr, avr, murmur, valve, valvular, echo, tte, tee, rheumatic, calcific, low flow, mitraclip, mvr, lvef, ef, gradient',
).join('|');

const FORMS: ReadonlyMap<string, ShortForm> = new Map<string, ShortForm>(
  Object.entries({
    pe: {
      never:
        /\b(?:annual|yearly|routine|preventive|school|sports|on|full|complete|focused|limited) ~|~ (?:tubes?|form|exam|today|(?:is|was) (?:normal|benign|unremarkable)|unchanged)\b/,
    },
    mi: { never: /\b(?:in|from|to|near|arbor|detroit|rapids|lansing|flint) ~/ },
    dm: { never: /\b(?:robitussin|mucinex|guaifenesin|tussin|delsym|promethazine|bromfed|dextromethorphan) ~|\b(?:myotonic) ~/ },
    af: { never: /~ (?:vss|vs|open|soft|flat|and vss|tmax)\b|\bfontanell?e ~/ },
    pvd: { never: /\b(?:vitreous|retinal?|detachment|floaters|eye|od|os|ou)\b/ },
    doe: { never: /\b(?:jane|john|baby|mr|mrs|ms|dr) ~|~ (?:jane|john|is a|was seen)\b/ },
    nph: {
      never:
        /~ (?:insulin|\d+|units?|u|bid|at|in the|qhs|qam|dose)\b|\b(?:insulin|units|u|humulin|novolin) ~|\b(?:on|of|takes|start|continue|increase|decrease) ~/,
    },
    cap: { never: /\b(?:take|takes|\d+|one|two|mg|po|mcg) ~|~ (?:po|by|daily|bid|tid|qhs|refill|once|twice|every|orally)\b/ },
    hhs: { never: /~ (?:guideline|guidelines|hospital|office|rule|oig|department|regulations)\b|\b(?:per|the|by) ~ (?:rule|office)/ },
    pad: {
      never: /\b(?:heating|gel|foot|dressing|foam|abd|maxi|cooling|grounding|hot|alcohol|nursing) ~|~ (?:applied|changed|placed|per day)\b/,
    },
    tb: { never: /~ (?:\d|total|bili|ast|alt|direct)|\b(?:alb|albumin|alt|ast|alp|bili) (?:[\d.]+ )?~/ },
    ms: {
      never:
        /\b(?:mg|mcg|iv|po|morphine|changes|student|year|intact|exam|normal) ~|~ (?:\d|mg|contin|ir|er|iv|po|changes|exam|student|normal|intact|intervals?)\b/,
      needs:
        /\b(?:relaps\w*|remitting|flare|lesions?|progressive|demyelinat\w*|ocrelizumab|ocrevus|natalizumab|tysabri|fingolimod|gilenya|interferon|avonex|copaxone|glatiramer|tecfidera|dimethyl|ofatumumab|kesimpta|teriflunomide|aubagio|neurology|neurologist|optic|edss|baclofen|spasticity|wheelchair|neurogenic|diagnosed)\b/,
    },
    ra: {
      never:
        /\b(?:sat\w*|spo2|o2|sao2|pox|on|at|to|oxygen|room|air|while) (?:[\d.]+ )?~|\b\d+ ~|~ (?:pressure|and la|enlarg\w*|dilat\w*|\d|thrombus|appendage|lead|size|sat\w*)\b|\b(?:la|rv|lv|the) (?:and )?~/,
      needs:
        /\b(?:seropositive|seronegative|methotrexate|mtx|humira|adalimumab|enbrel|etanercept|rituximab|rituxan|hydroxychloroquine|plaquenil|leflunomide|arava|sulfasalazine|tofacitinib|xeljanz|infliximab|remicade|abatacept|orencia|tocilizumab|actemra|prednisone|dmard|dmards|biologic|rheumatology|rheumatologist|flare|joints?|synovitis|erosive|erosions|nodules|anti ccp|ccp|morning stiffness)\b/,
    },
    as: { never: /\b(?:apply|drops?|instill) ~/, needs: new RegExp(`\\b(?:${VALVE})\\b`) },
    mr: {
      never:
        /~ (?:brain|spine|imaging|angiogra\w+|venogra\w+|enterograph\w+|urogra\w+|scan|number|no|\d|lumbar|cervical|abdomen|pelvis|cholangio\w+|elastogra\w+)\b|\b(?:hx|record|dear) ~/,
      needs: new RegExp(`\\b(?:${VALVE})\\b`),
    },
    ai: {
      never:
        /~ (?:was discussed|scribe|generated|tool|software|assistant|model)\b|\b(?:using|by|with|ambient|an|the) ~|\b(?:aromatase|letrozole|anastrozole|exemestane|adrenal|hydrocortisone)\b/,
      needs: new RegExp(`\\b(?:${VALVE})\\b`),
    },
    arf: {
      never: /\brespiratory\b|\b(?:hypox\w*|hypercapn\w*|intubat\w*|ventilat\w*|bipap|rheumatic|copd)\b/,
      needs:
        /\b(?:renal|prerenal|kidney|ckd|creatinine|cr|bun|dialysis|atn|oliguri\w*|anuri\w*|nephro\w*|nsaids?|obstructive|uop|hydronephrosis|contrast)\b/,
    },
    pid: { needs: /\b(?:pelvic|tubo|ovarian|adnexal|cervical|chlamydia|gonorrh\w*|doxycycline|cmt|ceftriaxone|salpingitis|discharge)\b/ },
    cf: {
      never: /\b(?:compared|cf) ~ (?:the|with)|~ (?:\d|viewing|lens)|\bva ~/,
      needs:
        /\b(?:bronchiectasis|cftr|trikafta|f508|delta|pancrea\w*|sweat|pulmonary exacerbation|elexacaftor|ivacaftor|meconium|pseudomonas|creon|lung)\b/,
    },
    pd: {
      never:
        /\b(?:dialysis|esrd|peritoneal|capd|ccpd|peritonitis|exit|dwells?|police|ordered by|personality|interpupillary|prn|progressive disease|recist)\b/,
      needs:
        /\b(?:levodopa|carbidopa|sinemet|tremors?|bradykinesia|rigidity|dopamine|pramipexole|ropinirole|rasagiline|dbs|parkinson\w*|dyskinesia|neurology|freezing|amantadine|hoehn)\b/,
    },
  }),
);

/** What the path of a mention says whose letters can mean several things. */
export const AMBIGUOUS = 'or another meaning of these letters';

export type Meaning = 'this' | 'another' | 'untold';

/** What a short form of one word means where it stands; `this` for words that have one meaning. Only letters in capitals are a short form. */
export function meaningOf(words: Words, { first, last }: WordRange, sentence: WordRange): Meaning {
  const form = first === last ? FORMS.get(words.tokens[first]?.norm ?? '') : undefined;
  if (form === undefined || !allCapitals(words, { first, last })) return 'this';
  const around = surroundings(words, first, sentence);
  if (form.never?.test(around) === true) return 'another';
  return form.needs === undefined || form.needs.test(around) ? 'this' : 'untold';
}

function surroundings({ tokens, broken }: Words, at: number, sentence: WordRange): string {
  let text = '~';
  for (let place = at - 1; place >= Math.max(sentence.first, at - ROUND) && broken[place + 1] !== true; place -= 1) {
    text = `${tokens[place]?.norm ?? ''} ${text}`;
  }
  for (let place = at + 1; place <= Math.min(sentence.last, at + ROUND) && broken[place] !== true; place += 1) {
    text = `${text} ${tokens[place]?.norm ?? ''}`;
  }
  return text;
}
