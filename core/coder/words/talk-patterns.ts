/** A line that is headed as teaching: `Patient Education and Counseling:`. */
export const TEACHING_LABEL = /^\W*(?:patient )?(?:education|counsel\w*)\b[^:\n]{0,40}:/i;

/** Words before a condition that speak of it in general, or of what might come. */
export const IN_GENERAL =
  /\b(?:side effects?|adverse effects? (?:of|such)|risks? (?:of|include|including|are)|risks and benefits|signs? (?:and|or|\/) symptoms of|complications? (?:such as|including|include)|(?:can|may|could|might) (?:cause|lead to|result in|progress to)|due to the risk|common cause of|prevent\w*|precautions)\b/i;

export const TAUGHT =
  /\b(?:explained|discussed|advised|counsell?ed|counsell?ing|educated|informed|warned|cautioned)\b.*\b(?:can|could|may|might|would|risks?|usually|typically|common|avoid\w*|prevent\w*|leads? to)\b/i;

/** What a patient is told before consent: `Risks discussed include bleeding and stroke`. A risk factor is no such risk. */
export const RISKS_TOLD =
  /\b(?:risks?(?!\s+factors?)[^.;]{0,80}?\b(?:discussed|explained|reviewed|disclosed|outlined|described|benefits?|alternatives|consent\w*|procedure|surgery|operation|an?esthesia|transfusion)\b|(?:complications|adverse (?:effects|reactions|events))\s+(?:were |was |that were |which were )?(?:discussed|explained|reviewed|disclosed|outlined|described))[^.;]{0,80}?(?:\b(?:includ(?:e[sd]?|ing)|such as|like|namely|being)\b|:)/i;

/** Papers and pages that tell of a condition. */
export const READ_ABOUT =
  /\b(?:(?:handouts?|pamphlets?|brochures?|leaflets?|booklets?|posters?|articles?|literature|reading materials?|educational (?:materials?|videos?|sessions?)|information sheets?|websites?)\b[^.;]{0,40}?(?:\b(?:on|about|regarding|concerning|for|covering|says?|said|stat\w+)\b|:)|(?:googled|googles|googling|looked up)\b|(?:read|reads|reading|heard|researched)\s+(?:\w+\s+){0,3}?(?:about|of|on)\b|internet search\b|web search\b|searched (?:online |the internet |the web )?for\b|(?:asked|asks|asking|inquired|inquires|curious) about(?! (?:his|her|their|my)\b)|per the (?:\w+ ){0,3}?(?:manual|textbook|guidelines?|website|handbook)\b)/i;

/** A form that was never filled in, an example, a template. */
export const NOT_FILLED_IN =
  /(?:\b(?:select|choose|circle|tick|pick|mark|check)\s+(?:one|all that apply|any that apply|all|any|as (?:appropriate|applicable|needed)|from (?:the )?(?:list|following))\b[^.:]{0,30}:|\bdelete (?:as|if|where|whichever)\b|\b(?:diagnos[ei]s|problem|condition) options?\b[^.:]{0,40}:|(?:^|[\n.;]\s*)\W*(?:for )?(?:examples?|sample|template)(?: (?:text|note|diagnos[ei]s|entry))?\s*:)/i;
export const EXAMPLE_AFTER = /^\s*[([]\s*(?:an? )?(?:example|sample|template)\b/i;
export const TICKED = /(?:\[\s*[xX+✓✔]\s*\]|☑|☒|✓|✔)\s*$/u;

/** The text is about somebody else: it was filed in the wrong chart or copied from another one. */
export const OTHER_PATIENT =
  /(?<!\b(?:avoid|avoiding|prevent|preventing|no|not|never)\s(?:the\s)?)\b(?:wrong (?:patient|chart)|(?:another|a different|other|someone else['’]s|somebody else['’]s) patient['’]?s? (?:chart|record|note|file|history)|belongs? to (?:another|a different|someone|somebody)|(?:chart|record|note|file) of (?:another|a different) patient)\b/i;

/** Words before a condition that say that somebody looks for it. */
export const LOOKED_FOR =
  /\b(?:test(?:s|ed|ing)?|screen(?:s|ed|ing)?|check(?:s|ed|ing)?|vaccinat\w+|immuni[sz]\w+|titers?)(?: \w+){0,3} (?:for|against)\b|\b(?:to|will) (?:determine|see|find out|check|know) (?:if|whether)\b/i;

/** Words after a condition that make a statement about the condition and none about the patient. */
export const GENERAL_AFTER = /^\s*(?:can|may|could|might|usually|typically) (?:cause|lead|result|occur|develop|be|affect|happen)\b/i;

/** What was only thought of: `PE considered; low pretest probability`. */
export const CONSIDERED = /^\s*(?:(?:was|were|is|has been|had been) )?(?:briefly |also |initially )?considered\b/i;

/** The name of a person: `Dr. Gout`. */
export const TITLE_BEFORE = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+$/u;

/** A label of vaccines before a condition, on its line or above the bulleted lines that end with it. */
export const VACCINES_LISTED =
  /(?<![\p{L}-])(?:vaccines?|vaccinations?|immuni[sz]ations?)(?: (?:given|administered|received|provided|ordered|needed|due|today|history|record|status|list|this|visit|and|at|reviewed|counseling)){0,4}[ \t]*:(?:[^.;:\n]*|[ \t]*\n(?:[ \t]*[-*•][^\n:]*\n){0,12}[ \t]*[-*•][^\n.;:]*)$/iu;

/** What is written of money, groups and payers in a chart. Amounts alone decide nothing: a note may name what a patient paid. */
export const PAYMENT =
  /\b(?:MS-?)?DRG\b|\bHCCs?\s*\d|\bRAF\b|\b(?:CO|OA|PI|PR)-\d{1,3}\b|\bcore measures?\b|\b(?:paid|reimburse\w*|remit\w*)\b|\b(?:CAD|USD|EUR)\s*[$€]?\s?\d|\bdenied (?:diagnos[ei]s|claims?|by (?:the )?(?:payer|insurer|plan))\b|\b(?:payer|insurer|health plan|auditor)\b[^.;]{0,40}\b(?:den(?:ied|ies)|reject\w*|removed)\b/i;
