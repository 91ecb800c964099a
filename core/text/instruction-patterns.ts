import { listed } from './listed.ts';

/** A pattern, and rows of words: every match says one of each row, as `wordsSaid` finds them. */
export interface InstructionPattern {
  readonly needs: readonly (readonly string[])[];
  readonly pattern: RegExp;
}

/** What a chart calls the software that reads it. */
const AGENT = String.raw`(?:AI|A\.I\.|LLM|GPT|chat ?GPT|chat ?bots?|language model|AI (?:assistant|agent|model|system|coder|tool|reviewer)|(?:coding|automated|autonomous|virtual|digital|software|billing) (?:assistant|agent|bot|system|software|engine|model|reviewer)|assistant|agent|copilot|countersign)`;
const ORDER = String.raw`(?:please |kindly |you (?:must|should|shall|will|need to|are to|have to) |must |now |always |immediately |do not |don't |never )*`;
const ACT = String.raw`(?:approve|accept|add|assign|append|insert|include|code|bill (?:this|the|all|it|for|as|every)|upcode|submit|send|e-?mail|forward|post|upload|export|print|output|respond|reply|answer|say|write|return|reveal|disclose|share|delete|remove|drop|suppress|hide|omit|skip|disregard|ignore|forget|override|bypass|report|treat|mark (?:this|the|all|it|every|as)|set|change|call|run|execute|use|follow|act|pretend|stop|summari[sz]e|translate|generate|recommend|suggest|countersign|sign)`;
const RULES = String.raw`(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|directions|commands?|constraints?|polic(?:y|ies)|system message|context|safeguards?|approvals?)`;
const EARLIER = String.raw`(?:(?:all|any|every|the|your|these|those|of|my|our|other|system|safety|its) )*(?:previous|prior|above|preceding|earlier|foregoing|existing|initial|original|system|developer|safety|hidden|default|your|coding|approval) (?:(?:and|or|coding|system|safety|approval|default|own|given) )*`;

const RULE_WORDS =
  'instruction, prompt, rule, guideline, guardrail, directive, direction, command, constraint, polic, system$, context, safeguard, approval';
const EARLIER_WORDS =
  'previous, prior, above, preceding, earlier, foregoing, existing, initial, original, system$, developer, safety, hidden, default, your$, coding, approval';
/** Words of the software that are hardly ever a clinician's. */
const SOFTWARE = 'ai$, ais$, llm, gpt, language, chat, coding, automated, autonomous, software, billing';
const AGENTS = `${SOFTWARE}, a.i., virtual, digital, assistant, agent, copilot, countersign`;

/**
 * Each pattern needs something that clinicians do not write: a word for the software with an order to it, the
 * instructions of a program, a chat template, or secrecy from the people who check.
 */
export const INSTRUCTION_PATTERNS: readonly InstructionPattern[] = [
  // Ignore what you were told.
  needing(
    ['ignor, disregard, forget, override, bypass, discard, supersede', EARLIER_WORDS, RULE_WORDS],
    worded(String.raw`\b(?:ignore|disregard|forget|override|bypass|discard|supersede)\s+${EARLIER}${RULES}\b`),
  ),
  needing(
    ['follow', 'not$, don$, stop$', EARLIER_WORDS, RULE_WORDS],
    worded(String.raw`\b(?:do not follow|don't follow|stop following)\s+${EARLIER}${RULES}\b`),
  ),
  needing(
    ['ignor, disregard, forget, override, bypass', 'every, anything, all$', 'above, before, prior, previous, earlier, told, until, so$'],
    worded(
      String.raw`\b(?:ignore|disregard|forget|override|bypass)\s+(?:everything|anything|all)\s+(?:(?:you|that|was|were|have|been|said|told|written|stated|i|we)\s+)*(?:above|before|prior|previously|earlier|told|until now|so far)\b`,
    ),
  ),
  needing(
    ['ignor, override, bypass, disable, skip, turn', 'guardrail, safety, approval, human, edit$, audit$, system$'],
    worded(
      String.raw`\b(?:ignore|override|bypass|disable|skip|turn off)\s+(?:all |any |the |your |every )*(?:guardrails?|safety (?:checks?|filters?|rules?)|approval (?:gate|step|process|workflow)s?|human (?:review|approval)|edit checks|audit (?:log|trail|ledger)|system prompt)\b`,
    ),
  ),
  // The software is addressed and ordered.
  needing(
    [AGENTS],
    worded(
      String.raw`(?:^|[\n.!?:;>"(\[*])[^\S\r\n\u2028\u2029]*(?:(?:hey|hi|dear|attention|note to|notice to|message to|message for|instructions? (?:for|to)|to|for|attn:?|important:?)\s+)?(?:the |any |all )?${AGENT}s?(?: reading this[^,:\n]{0,40}| processing this[^,:\n]{0,40}| reviewing this[^,:\n]{0,40})?\s*[,:–—-]+\s*${ORDER}${ACT}\b`,
      'gimu',
    ),
  ),
  needing(
    ['attention, note, notice, message, instruction', SOFTWARE],
    worded(
      String.raw`\b(?:attention|note to|notice to|message to|message for|instructions? (?:for|to))\s+(?:the |any |all )?(?:AI|LLM|GPT|AI (?:assistant|agent|model|system|coder|tool|reviewer)|language model|(?:coding|automated|autonomous|software|billing) (?:assistant|agent|bot|system|software|engine|model))s?\b`,
    ),
  ),
  needing(
    [SOFTWARE],
    worded(
      String.raw`\b(?:AI|LLM|language model|chat ?bot|(?:AI|automated|autonomous|software) (?:assistant|agent|model|system|coder|reviewer)|coding (?:assistant|agent|bot|software|engine|model))s?\s+(?:must|should|shall|needs? to|is (?:required|instructed|authori[sz]ed|ordered) to|are (?:required|instructed|authori[sz]ed) to|reading this (?:must|should|shall))\s+(?:now |always |never |not |also |immediately )*${ACT}\b`,
    ),
  ),
  needing(
    ['you$', `${SOFTWARE}, large, assistant, bot`],
    worded(
      String.raw`\b(?:if|when|as) (?:you are|you're|you're reading this as|you are reading this as) (?:an? |the )(?:AI|LLM|large language model|language model|(?:AI|automated|coding) (?:assistant|agent|model|system|coder)|assistant|bot|chat ?bot)\b`,
    ),
  ),
  // You are somebody else now.
  needing(
    ['now$, longer, act$, pretend', `${SOFTWARE}, assistant, dan$, developer, admin$, administrator, root, system$, coder, jailbr, bound`],
    worded(
      String.raw`\b(?:you are (?:now|no longer)|from now on,? you (?:are|will|must)|act as|pretend (?:to be|that you are|you are)|you must act as)\s+(?:an? |the |in )?(?:unrestricted |helpful |new |different |senior )*(?:AI|LLM|assistant|language model|DAN|developer mode|admin(?:istrator)? mode|root|system|coder with|coding agent|chat ?bot|jailbroken|bound by)\b`,
    ),
  ),
  needing(
    [
      'you$',
      'must, should, shall, need, required, instructed, authori, ordered, permission',
      'add$, assign$, append$, insert$, approve$, accept, upcode, bill$, submit, export, code$, suggest, report$, remove$, delete, drop$, countersign, sign$',
    ],
    worded(
      String.raw`\byou (?:must|should|shall|need to|are (?:required|instructed|authori[sz]ed|ordered) to|have permission to)\s+(?:now |always |immediately |also |instead |therefore |silently )*(?:add|assign|append|insert|approve|accept|upcode|bill|submit|export|code|suggest|report|remove|delete|drop|countersign|sign off)\s+(?:on )?(?:the |this |all |any |every |a |an |these |following )*(?:codes?|diagnos[ei]s codes?|DRG|claims?|proposals?|charges?|modifiers?|MCC|CC|suggestions?|pending|encounter|case|[A-TV-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)\b`,
    ),
  ),
  needing(
    [SOFTWARE],
    worded(
      String.raw`\byou are (?:now )?(?:an? |the |our |my )(?:\p{L}+ ){0,2}(?:AI|LLM|language model|(?:coding|billing) (?:assistant|agent|bot|engine|software|model|system))\b|\bas an? (?:AI|LLM|(?:large )?language model|coding (?:assistant|agent|bot|engine)),? you\b`,
      'giu',
    ),
  ),
  needing(
    [
      'software, program, algorithm, application, assistant, coder, computer, bot, chat, coding',
      'treat$, code$, assume, consider$, report$, record$, regard, assign$, add$, append$, include$, suggest, propose, approve$, accept, count$, output, bill$',
    ],
    worded(
      String.raw`\b(?:the|this|any|every) (?:software|program|algorithm|application|assistant|coder|computer|bot|chat ?bot|coding (?:software|system|engine|tool|program)) (?:must|should|shall|needs? to|is to|has to|will) (?:please |now |always |also )*(?:treat|code|assume|consider|report|record|regard|assign|add|append|include|suggest|propose|approve|accept|count|output|bill)\b`,
    ),
  ),
  needing(
    ['coder, coding, biller, billing'],
    worded(
      String.raw`(?:^|[\n.!?:;>"(\[*])[^\S\r\n]*(?:(?:hey|hi|dear|attention|attn:?|note to|message to|to|for)\s+)?(?:the |all |our )?(?:coders?|coding(?: team| staff| department)?|billers?|billing(?: team| staff| department)?|coder bots?|coding bots?)\s*[,:–—-]+\s*(?:please |kindly |you must |must )*(?:add|code|assign|append|include|use|report|bill|capture|submit|document|approve|accept|the correct code is|list)\b`,
      'gimu',
    ),
  ),
  needing(
    ['dear, hello, hey$, hi$', 'ai$, computer, software, coder, coding, chat, bot, assistant, countersign'],
    worded(String.raw`\b(?:dear|hello|hey|hi),? (?:AI|computer|software|coder bot|coding bot|chat ?bot|bot|assistant|countersign)\b`),
  ),
  // What is asked for the money it brings.
  needing(
    [
      'increase, maximi, raise, boost, optimi, inflate, capture, get$, obtain, secure',
      'drg, reimbursement, payment, revenue, raf, hcc, case, cmi, mcc, cc$',
    ],
    worded(
      String.raw`\b(?:to|in order to|so as to|will|would|helps? to?) (?:increase|maximi[sz]e|raise|boost|optimi[sz]e|inflate|capture|get|obtain|secure) (?:the |our |a |an |higher |more |better |full |maximum )*(?:DRG|reimbursements?|payments?|revenue|RAF|HCC|case mix|CMI|MCC|CC\b)`,
    ),
  ),
  needing(
    ['mcc, cc$, pay$, pays$', 'rate, credit, capture, weight, payment'],
    worded(
      String.raw`\b(?:(?:for|to get|to reach) (?:an? |the )?M?CC (?:rate|credit|capture|weight|payment)|pays? (?:us )?(?:the |an? |more for )*(?:MCC|DRG|higher) (?:rate|weight|payment))`,
      'gu',
    ),
  ),
  // Told again from here on.
  needing(
    ['ignor, forget', 'above, foregoing'],
    worded(String.raw`\b(?:forget|ignore) (?:all (?:of )?)?(?:the )?(?:above|foregoing)\b(?=\s*[.,;:!])`),
  ),
  needing(
    ['from$', 'now$', 'every, each, all$, any$'],
    worded(String.raw`\bfrom now on,? (?:every|each|all|any) (?:notes?|charts?|patients?|encounters?|records?|claims?)\b`),
  ),
  needing(
    ['ignor'],
    /\bignor(?:ez|er|ieren|iere|are|a|e|ar)\s+(?:[\p{L}]+\s+){0,3}(?:instructions|consignes|instrucciones|anweisungen|istruzioni|instruções)\b/giu,
  ),
  // The machinery of a chat.
  needing(['role'], /["']role["']\s*:\s*["'](?:system|assistant|developer|tool|user)["']/giu),
  needing(['<'], /<!--[\s\S]{0,400}?(?:-->|$)/gu),
  needing(['_'], /\b[a-z]+(?:_[a-z]+)+\s*\(\s*["'[{]/gu),
  needing(['prompt', 'system$, developer, hidden, initial, your$'], /\b(?:system|developer|hidden|initial|your) prompt\b(?!ly)/giu),
  needing(['prompt, jailbr, developer, dan$'], /\b(?:prompt injection|jailbreak(?:ing|en)?|developer mode|DAN mode)\b/giu),
  needing(
    ['<, [, ###', '_, system$, assistant, endoftext, user, inst$, systems$, sys$, instruction, human, response'],
    /<\|?\/?(?:im_start|im_end|system|assistant|endoftext|start_header_id|end_header_id|eot_id|user)\|?>|\[\/?INST\]|<<\/?SYS>>|###\s*(?:system|instruction|assistant|human|response)s?\s*:?(?=\s)/giu,
  ),
  needing(
    ['system$, developer, assistant, tool', 'message, override, note, instruction, prompt, command, notice, alert'],
    /^[ \t>*#-]*(?:SYSTEM|DEVELOPER|ASSISTANT|TOOL) (?:MESSAGE|OVERRIDE|NOTE|INSTRUCTIONS?|PROMPT|COMMAND|NOTICE|ALERT)\b[^\n:]{0,40}:(?=[ \t]*\S)/gmu,
  ),
  needing(
    ['system$, developer'],
    worded(
      String.raw`^[\x20\t>*#-]*(?:system|developer)\s{0,8}\*{0,2}\s{0,8}:\s{0,8}(?:you |from now on|new instructions?|all (?:guardrails?|rules|checks)|${ORDER}${ACT}\b)`,
      'gimu',
    ),
  ),
  needing(
    ['begin, end$, new$, updated, override, admin$, system$', 'instruction, override, prompt, command'],
    /\b(?:BEGIN|END|NEW|UPDATED|OVERRIDE|ADMIN|SYSTEM) (?:INSTRUCTIONS?|OVERRIDE|PROMPT|COMMANDS?)\b\s*(?::|-{2,}|={2,}|\])/gu,
  ),
  // Text that no reader sees: tag characters, overrides of direction.
  needing(['\uDB40, \u202D, \u202E'], /[\u{E0020}-\u{E007F}]{4,}|[\u202D\u202E][^\n]{0,80}/gu),
  // Tools, in an order to use them.
  needing(
    ['call$, invoke, execute, run$, use$', 'tool, function, api$, endpoint, command'],
    /\b(?:call|invoke|execute|run|use)\s+(?:the\s+)?(?:tool|function|api|endpoint|command)\s+[`"']?[a-z]+[_.-]?[a-z]*/giu,
  ),
  needing(
    ['call$, invoke, execute, run$, use$', '_'],
    /\b(?:call|invoke|execute|run|use)\s+(?:the\s+)?[`"']?(?:[a-z]+_[a-z_]+)[`"']?(?:\s+(?:tool|function|api|endpoint|command|with|to|for|now|on)\b|\s*\()/giu,
  ),
  // Secrecy from those who check.
  needing(
    [
      'tell$, telling$, inform$, informing$, alert, notify, mention$, mentioning$, show$, showing$, reveal$, revealing$, ask$, asking$',
      'human, user, coder, auditor, reviewer, biller, compliance, approver, operator, developer',
    ],
    /\b(?:do not|don't|never|without)\s+(?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|mention(?:ing)? (?:this |it )?to|show(?:ing)? (?:this |it )?to|reveal(?:ing)? (?:this |it )?to|ask(?:ing)?)\s+(?:this to |it to )?(?:the |any |your |a )?(?:human (?:coder|reviewer|user)|user|users|coder|coders|auditor|auditors|reviewer|reviewers|human|humans|biller|billers|compliance|approver|approvers|operator|developer)\b/giu,
  ),
  needing(
    [
      'not$, don$, never',
      'tell$, reveal$, mention$, disclose, show$, report$, repeat$',
      'instruction, message, note, prompt, text$, line$, passage, section',
    ],
    /\b(?:do not|don't|never)\s+(?:tell|reveal|mention|disclose|show|report|repeat)\s+(?:anyone |anybody )?(?:about )?(?:this|these|the above|that)\s+(?:instructions?|message|note|prompt|text|line|passage|section)\b/giu,
  ),
  needing(
    ['human, coder, countersign, second', 'review$, approval, signature, confirmation, countersign'],
    /\b(?:without|no need for|skip|skipping|bypass|bypassing|no)\s+(?:any |the |further |a )*(?:human|coder|countersign(?:ature|er)?|second) (?:review|approval|signature|confirmation|countersignature)\b/giu,
  ),
  // Decisions that a note cannot make.
  needing(
    ['approve$, approved$, autoapprove, preapproved, mark$'],
    /\b(?:auto-?approve|pre-?approved (?:by|for) (?:the )?(?:coding|compliance|system|billing)[^.\n]{0,40}|mark (?:this|the|all) (?:claims?|codes?|proposals?|suggestions?|encounters?) as (?:approved|accepted|final|signed)|approve (?:this|the|all|every|any) (?:pending )?(?:claims?|codes?|proposals?|suggestions?|charges?|write-?offs?|adjustments?))\b/giu,
  ),
];

/** A space in a pattern is any white space, so that a wrapped line hides nothing. */
function worded(source: string, flags = 'giu'): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s+`), flags);
}

function needing(needs: readonly string[], pattern: RegExp): InstructionPattern {
  return { needs: needs.map(listed), pattern };
}
