import type { Chart, Observation } from '../../chart/chart.ts';
import { findPassages, type Passage } from './find-passages.ts';

/**
 * What a record may say of a condition by which reviewers judge it. A list of what to look for and of no threshold: whether a
 * value meets a criterion is for physicians.
 */
interface Criteria {
  readonly codes: RegExp;
  readonly values: RegExp;
  readonly words: RegExp;
}

const CRITERIA: readonly Criteria[] = [
  {
    codes: /^(?:A4[01]|R65|A02\.1|O85|T81\.44)/,
    values:
      /lactate|wbc|white (?:blood )?(?:cell|count)|leukocyte|band|temperature|heart rate|pulse|respirat|blood pressure|map\b|creatinine|bilirubin|platelet|procalcitonin|blood culture/i,
    words:
      /\b(?:lactate|leukocytosis|bandemia|febrile|fever|tachycardi\w+|tachypne\w+|hypotensi\w+|vasopressor\w*|norepinephrine|blood cultures?|septic)\b/i,
  },
  {
    codes: /^I50|^I11\.0|^I13\.[02]/,
    values: /bnp|ejection|lvef|weight|oxygen|spo2|sodium/i,
    words:
      /\b(?:bnp|ejection fraction|lvef|ef|edema|jvp|jugular|crackles|rales|orthopnea|dyspnea|iv (?:furosemide|lasix|diure\w+)|(?:furosemide|lasix) \d+ ?mg iv|congestion|effusions?)\b/i,
  },
  {
    codes: /^N17/,
    values: /creatinine|bun|urea|urine output|gfr|potassium/i,
    words: /\b(?:creatinine|urine output|oligur\w+|acute kidney|baseline)\b/i,
  },
  {
    codes: /^J96/,
    values: /po2|pco2|pao2|paco2|spo2|oxygen|saturation|ph\b|respirat|fio2/i,
    words:
      /\b(?:hypox\w+|hypercapn\w+|accessory muscles?|respiratory distress|bipap|cpap|high[- ]flow|intubat\w+|ventilat\w+|nasal cannula|saturation|oxygen)\b/i,
  },
  {
    codes: /^J1[2-8]|^J69/,
    values: /wbc|white|temperature|procalcitonin|oxygen|spo2|saturation|sputum/i,
    words: /\b(?:infiltrate|consolidation|opacity|opacities|crackles|productive cough|sputum|aspirat\w+|antibiotics?)\b/i,
  },
  {
    codes: /^E4[0-6]/,
    values: /bmi|body mass|weight|albumin|intake/i,
    words: /\b(?:weight loss|muscle (?:wasting|loss)|fat loss|intake|bmi|cachectic|malnutrition|malnourished)\b/i,
  },
  {
    codes: /^I2[12]/,
    values: /troponin|ck-?mb/i,
    words: /\b(?:troponins?|st[- ](?:elevation|depression)|ecg|ekg|chest pain|catheterization|stent)\b/i,
  },
  {
    codes: /^G9[23]|^F05/,
    values: /ammonia|sodium|glucose|mental/i,
    words: /\b(?:confus\w+|disorient\w+|lethargic|obtunded|agitated|mental status|baseline mentation)\b/i,
  },
  {
    codes: /^D62|^D50\.0/,
    values: /hemoglobin|haemoglobin|hgb|hematocrit/i,
    words: /\b(?:hemoglobin|hgb|transfus\w+|blood loss|packed (?:red )?cells|melena|bleeding)\b/i,
  },
  {
    codes: /^E87\.[01]/,
    values: /sodium|osmolality/i,
    words: /\b(?:sodium|hyponatremia|hypernatremia|fluid restriction|hypertonic|saline)\b/i,
  },
];

const MOST_VALUES = 8;
const MOST_PASSAGES = 6;

/** Words and values of the record that bear on a diagnosis; `undefined` for one that has no list here. */
export interface DocumentedCriteria {
  readonly values: readonly Observation[];
  readonly passages: readonly Passage[];
}

export function documentedCriteria(code: string, chart: Chart): DocumentedCriteria | undefined {
  const wanted = CRITERIA.find(({ codes }) => codes.test(code));
  if (wanted === undefined) return undefined;
  const values = chart.observations
    .filter(({ name }) => wanted.values.test(name))
    .toSorted((one, other) => (one.date === other.date ? (one.id < other.id ? -1 : 1) : one.date < other.date ? -1 : 1));
  return { values: values.slice(0, MOST_VALUES), passages: findPassages(chart, { words: wanted.words, most: MOST_PASSAGES }) };
}
