/**
 * How people name a kind of document, and the words under which charts file it. The longest that fits wins; a word before
 * it that belongs to the title ("nephrology consult") is kept by `documentKind`.
 */
const KINDS: readonly (readonly [says: RegExp, filed: string])[] = [
  [/\b(?:discharge summary|d\/c summary|dc summary|discharge note|final summary)\b/, 'discharge summary'],
  [/\b(?:history and physical|admission note|admission h and p|h and p|admit note)\b/, 'history and physical'],
  [/\b(?:progress notes?|daily notes?|soap notes?)\b/, 'progress note'],
  [/\b(?:operative|op|operation|surgical|surgery) (?:notes?|reports?)\b/, 'operative'],
  [/\b(?:ed triage|triage|nurse triage|nursing triage) notes?\b/, 'triage'],
  [/\b(?:ed|er|emergency|emergency department|emergency room) (?:physician |provider )?(?:notes?|visit|record|chart)\b/, 'emergency note'],
  [/\b(?:office|clinic) (?:visit|notes?)(?: notes?)?\b/, 'office visit'],
  [
    /\b(?:psychotherapy|therapy|behaviou?ral health|psych|psychiatry) (?:visit|session|progress )?(?:notes?|visit|session)\b/,
    'behavioural health note',
  ],
  [/\bgroup notes?\b/, 'group note'],
  [/\b(?:nursing|nurse|rn|nurses) (?:shift )?(?:notes?|assessment|record|charting)\b/, 'nursing note'],
  [/\b(?:path|pathology|biopsy) (?:reports?|results?)\b|\bpathology\b/, 'pathology report'],
  [/\b(?:micro|microbiology|culture)(?: final)? (?:reports?|results?)\b|\bmicrobiology\b/, 'microbiology'],
  [/\b(?:labs|lab|laboratory)(?: reports?| results?| values?| work)?\b/, 'laboratory report'],
  [/\b(?:medication|medications|med|meds)(?: list| reconciliation| administration record)\b|\bmar\b|\bmeds\b/, 'medication list'],
  [/\b(?:chest x ?-?ray|chest xray|chest film|chest radiograph|cxr)\b/, 'xr chest'],
  [/\b(?:radiology|imaging|x-?ray|xr)(?: reports?| results?| reads?)?\b/, 'radiology report'],
  [/\bct(?: head| chest| angiogram| abdomen| scan| report)*\b/, 'ct'],
  [/\bmri(?: brain| report| scan)*\b/, 'mri'],
  [/\b(?:ultrasound|us abdomen)(?: report)?\b/, 'us'],
  [/\b(?:mammogram|mammography)(?: report)?\b/, 'mammogram'],
  [/\b(?:dxa|dexa|bone density)(?: scan| report)?\b/, 'bone density'],
  [/\b(?:echo|echocardiogram|tte|echocardiography)(?: report| results?)?\b/, 'echocardiogram'],
  [/\b(?:ekg|ecg|electrocardiogram)(?: report| tracing| interpretation)?\b/, 'electrocardiogram'],
  [/\b(?:colonoscopy|egd|endoscopy|upper endoscopy|spirometry|stress test)(?: report| results?| note)?\b/, ''],
  [/\b(?:treatment plan|outcome measures|flowsheet|flow sheet)\b/, ''],
  [/\b(?:consult|consultation|consults)(?: notes?| reports?)?\b/, 'consult'],
];

const SPECIALTY =
  /\b(cardiology|nephrology|neurology|pulmonary|pulmonology|oncology|orthopedic|psychiatry|infectious disease|surgery|gi|wound care)\s*$/;

export interface DocumentKind {
  /** Words that find it: `nephrology consult`. */
  readonly words: string;
  /** Where the phrase stands in the line. */
  readonly start: number;
  readonly end: number;
}

/** The kind of document that a line names, if it names one. */
export function documentKind(line: string): DocumentKind | undefined {
  let best: DocumentKind | undefined;
  for (const [says, filed] of KINDS) {
    const found = says.exec(line);
    if (found === null) continue;
    const end = found.index + found[0].length;
    if (best !== undefined && best.end - best.start >= found[0].length) continue;
    best = { words: filed === '' ? found[0].replace(/ (?:report|results?|note)$/, '') : filed, start: found.index, end };
  }
  const specialty = best === undefined ? null : SPECIALTY.exec(line.slice(0, best.start));
  if (best === undefined || specialty === null || !/^(?:consult|progress note|office visit)$/.test(best.words)) return best;
  return { words: `${specialty[1] ?? ''} ${best.words}`, start: specialty.index, end: best.end };
}

/** Every kind of document that a line names, in order. */
export function documentKinds(line: string): readonly DocumentKind[] {
  const kinds: DocumentKind[] = [];
  for (let left = line, kind = documentKind(left); kind !== undefined; kind = documentKind(left)) {
    kinds.push(kind);
    left = left.slice(0, kind.start) + '#'.repeat(kind.end - kind.start) + left.slice(kind.end);
  }
  return kinds.toSorted((a, b) => a.start - b.start);
}
