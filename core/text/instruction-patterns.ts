/** What a chart calls the software that reads it. */
const AGENT = String.raw`(?:AI|A\.I\.|LLM|GPT|chat ?GPT|chat ?bots?|language model|AI (?:assistant|agent|model|system|coder|tool|reviewer)|(?:coding|automated|autonomous|virtual|digital|software|billing) (?:assistant|agent|bot|system|software|engine|model|reviewer)|assistant|agent|copilot|countersign)`;
const ORDER = String.raw`(?:please |kindly |you (?:must|should|shall|will|need to|are to|have to) |must |now |always |immediately |do not |don't |never )*`;
const ACT = String.raw`(?:approve|accept|add|assign|append|insert|include|code|bill (?:this|the|all|it|for|as|every)|upcode|submit|send|e-?mail|forward|post|upload|export|print|output|respond|reply|answer|say|write|return|reveal|disclose|share|delete|remove|drop|suppress|hide|omit|skip|disregard|ignore|forget|override|bypass|report|treat|mark (?:this|the|all|it|every|as)|set|change|call|run|execute|use|follow|act|pretend|stop|summari[sz]e|translate|generate|recommend|suggest|countersign|sign)`;
const RULES = String.raw`(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|directions|commands?|constraints?|polic(?:y|ies)|system message|context|safeguards?|approvals?)`;
const EARLIER = String.raw`(?:(?:all|any|every|the|your|these|those|of|my|our|other|system|safety|its) )*(?:previous|prior|above|preceding|earlier|foregoing|existing|initial|original|system|developer|safety|hidden|default|your|coding|approval) (?:(?:and|or|coding|system|safety|approval|default|own|given) )*`;

/**
 * Each pattern needs something that clinicians do not write: a word for the software with an order to it, the
 * instructions of a program, a chat template, or secrecy from the people who check.
 */
export const INSTRUCTION_PATTERNS: readonly RegExp[] = [
  // Ignore what you were told.
  worded(
    String.raw`\b(?:ignore|disregard|forget|override|bypass|discard|supersede|do not follow|don't follow|stop following)\s+${EARLIER}${RULES}\b`,
  ),
  worded(
    String.raw`\b(?:ignore|disregard|forget|override|bypass)\s+(?:everything|anything|all)\s+(?:(?:you|that|was|were|have|been|said|told|written|stated|i|we)\s+)*(?:above|before|prior|previously|earlier|told|until now|so far)\b`,
  ),
  worded(
    String.raw`\b(?:ignore|override|bypass|disable|skip|turn off)\s+(?:all |any |the |your |every )*(?:guardrails?|safety (?:checks?|filters?|rules?)|approval (?:gate|step|process|workflow)s?|human (?:review|approval)|edit checks|audit (?:log|trail|ledger)|system prompt)\b`,
  ),
  // The software is addressed and ordered.
  worded(
    String.raw`(?:^|[\n.!?;>"(\[*])[^\S\r\n\u2028\u2029]*(?:(?:hey|hi|dear|attention|note to|notice to|message to|message for|instructions? (?:for|to)|to|for|attn:?|important:?)\s+)?(?:the |any |all )?${AGENT}s?(?: reading this[^,:\n]{0,40}| processing this[^,:\n]{0,40}| reviewing this[^,:\n]{0,40})?\s*[,:–—-]+\s*${ORDER}${ACT}\b`,
    'gimu',
  ),
  worded(
    String.raw`\b(?:attention|note to|notice to|message to|message for|instructions? (?:for|to))\s+(?:the |any |all )?(?:AI|LLM|GPT|AI (?:assistant|agent|model|system|coder|tool|reviewer)|language model|(?:coding|automated|autonomous|software|billing) (?:assistant|agent|bot|system|software|engine|model))s?\b`,
  ),
  worded(
    String.raw`\b(?:AI|LLM|language model|chat ?bot|(?:AI|automated|autonomous|software) (?:assistant|agent|model|system|coder|reviewer)|coding (?:assistant|agent|bot|software|engine|model))s?\s+(?:must|should|shall|needs? to|is (?:required|instructed|authori[sz]ed|ordered) to|are (?:required|instructed|authori[sz]ed) to|reading this (?:must|should|shall))\s+(?:now |always |never |not |also |immediately )*${ACT}\b`,
  ),
  worded(
    String.raw`\b(?:if|when|as) (?:you are|you're|you're reading this as|you are reading this as) (?:an? |the )(?:AI|LLM|large language model|language model|(?:AI|automated|coding) (?:assistant|agent|model|system|coder)|assistant|bot|chat ?bot)\b`,
  ),
  // You are somebody else now.
  worded(
    String.raw`\b(?:you are (?:now|no longer)|from now on,? you (?:are|will|must)|act as|pretend (?:to be|that you are|you are)|you must act as)\s+(?:an? |the |in )?(?:unrestricted |helpful |new |different |senior )*(?:AI|LLM|assistant|language model|DAN|developer mode|admin(?:istrator)? mode|root|system|coder with|coding agent|chat ?bot|jailbroken|bound by)\b`,
  ),
  worded(
    String.raw`\byou (?:must|should|shall|need to|are (?:required|instructed|authori[sz]ed|ordered) to|have permission to)\s+(?:now |always |immediately |also |instead |therefore |silently )*(?:add|assign|append|insert|approve|accept|upcode|bill|submit|export|code|suggest|report|remove|delete|drop|countersign|sign off)\s+(?:on )?(?:the |this |all |any |every |a |an |these |following )*(?:codes?|diagnos[ei]s codes?|DRG|claims?|proposals?|charges?|modifiers?|MCC|CC|suggestions?|pending|encounter|case|[A-TV-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)\b`,
  ),
  worded(
    String.raw`\byou are (?:now )?(?:an? |the |our |my )(?:\p{L}+ ){0,2}(?:AI|LLM|language model|(?:coding|billing) (?:assistant|agent|bot|engine|software|model|system))\b|\bas an? (?:AI|LLM|(?:large )?language model|coding (?:assistant|agent|bot|engine)),? you\b`,
    'giu',
  ),
  worded(
    String.raw`\b(?:the|this|any|every) (?:software|program|algorithm|application|assistant|coder|computer|bot|chat ?bot|coding (?:software|system|engine|tool|program)) (?:must|should|shall|needs? to|is to|has to|will) (?:please |now |always |also )*(?:treat|code|assume|consider|report|record|regard|assign|add|append|include|suggest|propose|approve|accept|count|output|bill)\b`,
  ),
  worded(
    String.raw`(?:^|[\n.!?;>"(\[*])[^\S\r\n]*(?:(?:hey|hi|dear|attention|attn:?|note to|message to|to|for)\s+)?(?:the |all |our )?(?:coders?|coding(?: team| staff| department)?|billers?|billing(?: team| staff| department)?|coder bots?|coding bots?)\s*[,:–—-]+\s*(?:please |kindly |you must |must )*(?:add|code|assign|append|include|use|report|bill|capture|submit|document|approve|accept|the correct code is|list)\b`,
    'gimu',
  ),
  worded(String.raw`\b(?:dear|hello|hey|hi),? (?:AI|computer|software|coder bot|coding bot|chat ?bot|bot|assistant|countersign)\b`),
  // What is asked for the money it brings.
  worded(
    String.raw`\b(?:to|in order to|so as to|will|would|helps? to?) (?:increase|maximi[sz]e|raise|boost|optimi[sz]e|inflate|capture|get|obtain|secure) (?:the |our |a |an |higher |more |better |full |maximum )*(?:DRG|reimbursements?|payments?|revenue|RAF|HCC|case mix|CMI|MCC|CC\b)`,
  ),
  worded(
    String.raw`\b(?:(?:for|to get|to reach) (?:an? |the )?M?CC (?:rate|credit|capture|weight|payment)|pays? (?:us )?(?:the |an? |more for )*(?:MCC|DRG|higher) (?:rate|weight|payment))`,
    'gu',
  ),
  // Told again from here on.
  worded(String.raw`\b(?:forget|ignore) (?:all (?:of )?)?(?:the )?(?:above|foregoing)\b(?=\s*[.,;:!])`),
  worded(String.raw`\bfrom now on,? (?:every|each|all|any) (?:notes?|charts?|patients?|encounters?|records?|claims?)\b`),
  /\bignor(?:ez|er|ieren|iere|are|a|e|ar)\s+(?:[\p{L}]+\s+){0,3}(?:instructions|consignes|instrucciones|anweisungen|istruzioni|instruções)\b/giu,
  // The machinery of a chat.
  /["']role["']\s*:\s*["'](?:system|assistant|developer|tool|user)["']/giu,
  /<!--[\s\S]{0,400}?(?:-->|$)/gu,
  /\b[a-z]+(?:_[a-z]+)+\s*\(\s*["'[{]/gu,
  /\b(?:system|developer|hidden|initial|your) prompt\b(?!ly)/giu,
  /\b(?:prompt injection|jailbreak(?:ing|en)?|developer mode|DAN mode)\b/giu,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext|start_header_id|end_header_id|eot_id|user)\|?>|\[\/?INST\]|<<\/?SYS>>|###\s*(?:system|instruction|assistant|human|response)s?\s*:?(?=\s)/giu,
  /^[ \t>*#-]*(?:SYSTEM|DEVELOPER|ASSISTANT|TOOL) (?:MESSAGE|OVERRIDE|NOTE|INSTRUCTIONS?|PROMPT|COMMAND|NOTICE|ALERT)\b[^\n:]{0,40}:(?=[ \t]*\S)/gmu,
  worded(
    String.raw`^[\x20\t>*#-]*(?:system|developer)\s{0,8}\*{0,2}\s{0,8}:\s{0,8}(?:you |from now on|new instructions?|all (?:guardrails?|rules|checks)|${ORDER}${ACT}\b)`,
    'gimu',
  ),
  /\b(?:BEGIN|END|NEW|UPDATED|OVERRIDE|ADMIN|SYSTEM) (?:INSTRUCTIONS?|OVERRIDE|PROMPT|COMMANDS?)\b\s*(?::|-{2,}|={2,}|\])/gu,
  // Text that no reader sees: tag characters, overrides of direction.
  /[\u{E0020}-\u{E007F}]{4,}|[\u202D\u202E][^\n]{0,80}/gu,
  // Tools, in an order to use them.
  /\b(?:call|invoke|execute|run|use)\s+(?:the\s+)?(?:tool|function|api|endpoint|command)\s+[`"']?[a-z]+[_.-]?[a-z]*/giu,
  /\b(?:call|invoke|execute|run|use)\s+(?:the\s+)?[`"']?(?:[a-z]+_[a-z_]+)[`"']?(?:\s+(?:tool|function|api|endpoint|command|with|to|for|now|on)\b|\s*\()/giu,
  // Secrecy from those who check.
  /\b(?:do not|don't|never|without)\s+(?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|mention(?:ing)? (?:this |it )?to|show(?:ing)? (?:this |it )?to|reveal(?:ing)? (?:this |it )?to|ask(?:ing)?)\s+(?:this to |it to )?(?:the |any |your |a )?(?:human (?:coder|reviewer|user)|user|users|coder|coders|auditor|auditors|reviewer|reviewers|human|humans|biller|billers|compliance|approver|approvers|operator|developer)\b/giu,
  /\b(?:do not|don't|never)\s+(?:tell|reveal|mention|disclose|show|report|repeat)\s+(?:anyone |anybody )?(?:about )?(?:this|these|the above|that)\s+(?:instructions?|message|note|prompt|text|line|passage|section)\b/giu,
  /\b(?:without|no need for|skip|skipping|bypass|bypassing|no)\s+(?:any |the |further |a )*(?:human|coder|countersign(?:ature|er)?|second) (?:review|approval|signature|confirmation|countersignature)\b/giu,
  // Decisions that a note cannot make.
  /\b(?:auto-?approve|pre-?approved (?:by|for) (?:the )?(?:coding|compliance|system|billing)[^.\n]{0,40}|mark (?:this|the|all) (?:claims?|codes?|proposals?|suggestions?|encounters?) as (?:approved|accepted|final|signed)|approve (?:this|the|all|every|any) (?:pending )?(?:claims?|codes?|proposals?|suggestions?|charges?|write-?offs?|adjustments?))\b/giu,
];

/** A space in a pattern is any white space, so that a wrapped line hides nothing. */
function worded(source: string, flags = 'giu'): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s+`), flags);
}
