import type { ClaimLine } from '../../billing/claim.ts';

/** Words by which notes and reports name the services of a range of codes: ours, and all of them MUST be there. */
interface NamedServices {
  /** `70450-70470`, with spaces between. */
  readonly codes: string;
  readonly words: readonly RegExp[];
}

const CT = /\b(?:ct|cta|cat scan|computed tomograph\w*)\b/i;
const MR = /\b(?:mri|mra|magnetic resonance)\b/i;
const ULTRASOUND = /\b(?:ultrasound|ultrasonograph\w*|sonogra\w+|us|doppler|duplex)\b/i;
const FILM = /\b(?:x-?rays?|radiographs?|xr|films?|cxr|kub)\b/i;
const HEAD = /\b(?:head|brain|intracranial|cranial)\b/i;
const NECK = /\b(?:neck|carotids?)\b/i;
const CHEST = /\b(?:chest|thora\w+|lungs?|pulmonary|cxr)\b/i;
const BELLY = /\b(?:abdom\w+|abd|belly|liver|hepat\w+|renal|kidneys?|gallbladder|kub)\b/i;
const PELVIS = /\b(?:pelvi[sc]|a\/p|pelvis)\b/i;
const SPINE = /\b(?:spine|spinal|cervical|thoracic|lumbar|c-spine|l-spine|lumbosacral)\b/i;

const SERVICES: readonly NamedServices[] = [
  { codes: '70450-70470 70496', words: [CT, HEAD] },
  { codes: '70486-70488', words: [CT, /\b(?:sinus\w*|face|facial|maxillofacial)\b/i] },
  { codes: '70490-70492 70498', words: [CT, NECK] },
  { codes: '70544-70546 70551-70559', words: [MR, HEAD] },
  { codes: '70547-70549', words: [MR, NECK] },
  { codes: '71045-71048', words: [FILM, CHEST] },
  { codes: '71250-71275', words: [CT, CHEST] },
  { codes: '72020-72120', words: [FILM, SPINE] },
  { codes: '72125-72133', words: [CT, SPINE] },
  { codes: '72141-72158', words: [MR, SPINE] },
  { codes: '72170-72190', words: [FILM, PELVIS] },
  { codes: '72191-72194', words: [CT, PELVIS] },
  { codes: '72195-72197', words: [MR, PELVIS] },
  { codes: '73501-73525', words: [FILM, /\bhips?\b/i] },
  { codes: '73560-73565', words: [FILM, /\bknees?\b/i] },
  { codes: '73721-73723', words: [MR, /\b(?:knees?|hips?|ankles?|lower (?:extremity|limb)|leg)\b/i] },
  { codes: '73221-73223', words: [MR, /\b(?:shoulders?|elbows?|wrists?|upper (?:extremity|limb)|arm)\b/i] },
  { codes: '74018-74022', words: [FILM, BELLY] },
  { codes: '74150-74178', words: [CT, BELLY] },
  { codes: '74181-74183', words: [MR, BELLY] },
  { codes: '76700-76776', words: [ULTRASOUND, BELLY] },
  { codes: '76830-76857', words: [ULTRASOUND, /\b(?:pelvi[sc]|uter\w+|ovar\w+|transvaginal|bladder)\b/i] },
  { codes: '76536', words: [ULTRASOUND, /\b(?:thyroid|neck)\b/i] },
  { codes: '77065-77067', words: [/\bmammogra\w+\b/i] },
  { codes: '77080-77081', words: [/\b(?:dxa|dexa|bone density|densitometry)\b/i] },
  { codes: '78451-78454', words: [/\b(?:perfusion|nuclear|spect|stress)\b/i] },
  { codes: '93000-93010', words: [/\b(?:ecg|ekg|electrocardiogra\w+)\b/i] },
  { codes: '93015-93018', words: [/\bstress test\w*\b|\btreadmill\b/i] },
  { codes: '93224-93272', words: [/\b(?:holter|event monitor\w*|ambulatory (?:ecg|ekg|monitor\w*))\b/i] },
  { codes: '93303-93325 93350-93351', words: [/\b(?:echo|echocardiogra\w+|tte|tee)\b/i] },
  { codes: '93880-93882', words: [ULTRASOUND, NECK] },
  { codes: '93970-93971', words: [ULTRASOUND, /\b(?:venous|veins?|dvt)\b/i] },
  { codes: '94010-94060', words: [/\bspirometr\w+\b|\bpulmonary function\b|\bpfts?\b/i] },
  { codes: '95810-95811', words: [/\b(?:polysomnogra\w+|sleep study)\b/i] },
  { codes: '95812-95822', words: [/\b(?:eeg|electroencephalogra\w+)\b/i] },
  { codes: '43235-43259', words: [/\b(?:egd|esophagogastroduodenoscop\w+|upper endoscop\w+|endoscop\w+)\b/i] },
  { codes: '45378-45398', words: [/\bcolonoscop\w+\b/i] },
  { codes: '92610-92611', words: [/\bswallow\w*\b|\bspeech\b/i] },
];

/** Visits, and the hours of observation. */
const VISIT_CODES = /^(?:99[2-4]\d\d|G037[89]|G0463)$/;
/** Room, board and intensive care. */
const BED_REVENUE = /^0?(?:1\d\d|20\d|21\d)$/;

export function isVisit({ code }: Pick<ClaimLine, 'code'>): boolean {
  return VISIT_CODES.test(code ?? '');
}

export function isBed({ code, revenue }: Pick<ClaimLine, 'code' | 'revenue'>): boolean {
  return code === undefined && BED_REVENUE.test(revenue ?? '');
}

/** A visit or a stay: the care itself, whose reason is what the patient was cared for. */
export function isCareItself(line: Pick<ClaimLine, 'code' | 'revenue'>): boolean {
  return isVisit(line) || isBed(line);
}

/** Whether a text names the service of a code; `undefined` for a code whose words are not known here. */
export function namesService(code: string | undefined, text: string): boolean | undefined {
  const named = code === undefined ? undefined : SERVICES.find(({ codes }) => isAmong(code, codes));
  return named?.words.every((words) => words.test(text));
}

const REASON_AFTER = /\b(?:for|because of|given|due to|in view of|after|in the setting of|to (?:evaluate|assess|work up|investigate))\b/i;
const ORDER_AFTER =
  /\b(?:order\w*|obtain\w*|get|check\w*|send|sent|needs?|warrant\w*|requir\w+|prompt\w*|will|plan\w*|therefore|hence|so)\b|->|→/i;

/**
 * Whether a sentence gives what stands at `target` of it as the reason for the service: "CT head for syncope", "syncope, will get CT head". A
 * sentence that tells what the service showed gives none.
 */
export function isReasonFor(code: string | undefined, sentence: string, target: { readonly start: number; readonly end: number }): boolean {
  if (namesService(code, sentence) !== true) return false;
  const named = SERVICES.find(({ codes }) => code !== undefined && isAmong(code, codes))?.words[0]?.exec(sentence);
  if (named === null || named === undefined) return false;
  const end = named.index + named[0].length;
  return end <= target.start
    ? REASON_AFTER.test(sentence.slice(end, target.start))
    : named.index >= target.end && ORDER_AFTER.test(sentence.slice(target.end, named.index));
}

function isAmong(code: string, codes: string): boolean {
  return codes.split(' ').some((range) => {
    const [from = '', to = from] = range.split('-');
    return code.length === from.length && code >= from && code <= to;
  });
}
