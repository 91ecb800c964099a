import { inMinutes } from '#core/moment.ts';
import { readIcd10Cm } from '#core/codes.ts';
import { AssertionStatus } from '#core/coder/trace.ts';
import { ProposalId } from '#guardrails/proposal.ts';

/** Stages of the coder and families of its rules, by which a rule id begins. */
const RULE =
  /^(?:assert|check|code|combine|conflict|cut|find|gather|match|mention|organism|part|read|reconcile|refine|section|sequence|set|side|symptom|uncertain|whole)(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){1,3}$/;
const GUIDELINE = /^[IVX]{1,3}(?:\.[A-Za-z0-9]{1,2}){0,6}$/;
const AT_A_CODE = /^(?:[Tt]abular list,? ?)?(?:at )?(?:Excludes[12] at )?([A-Z][0-9A-Z.]{0,7}(?:-[A-Z][0-9A-Z]{2})?)?$/;

/** The id of a rule of the coder; `undefined` for what is none. */
export function ruleIn(text: string): string | undefined {
  return text.length <= 60 && RULE.test(text) ? text : undefined;
}

/** Sections of the guidelines and places of the tabular list: `I.C.9.a.3; tabular list, I13`. */
export function citationIn(text: string): string | undefined {
  const parts = text.split(/[;,] ?/).filter((part) => part !== '');
  return parts.length > 0 && parts.every(isCitation) ? text : undefined;
}

function isCitation(part: string): boolean {
  if (GUIDELINE.test(part)) return true;
  const [whole, code] = AT_A_CODE.exec(part) ?? [];
  return whole !== undefined && (code === undefined || code.split('-').every((one) => readIcd10Cm(one) === one));
}

/** A code as it is written; `undefined` for what has not the shape of one. */
export function codeIn(text: string | undefined): string | undefined {
  return text !== undefined && readIcd10Cm(text) === text ? text : undefined;
}

export function proposalIn(text: string | undefined): string | undefined {
  return text !== undefined && ProposalId.safeParse(text).success ? text : undefined;
}

export function assertionIn(text: string): string | undefined {
  return AssertionStatus.safeParse(text).data;
}

/** A moment to the minute; `undefined` for a day, which may be one of care, and for what is no moment. */
export function momentIn(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)
    ? inMinutes(text)
    : undefined;
}

/** `1 passage`, `3 passages` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
