import type { Find } from '../x12/finding.ts';
import { elementName } from '../x12/element-values.ts';
import type { Segment } from '../x12/segment.ts';

const CODE = /^[A-Za-z0-9]{1,10}$/;

/** What is said where a payer wrote something else in the place of a code: its words are never passed on as one. */
const NO_CODE = 'a code that is no code';

/** Whether a code of a payer, known or not, has the form of one. */
export function isCode(code: string): boolean {
  return CODE.test(code);
}

/** A code as it may be told. */
export function toldCode(code: string): string {
  return isCode(code) ? code : NO_CODE;
}

/** `CO-45`, as it may be told. */
export function toldReason({ group, reason }: { readonly group: string; readonly reason: string }): string {
  return isCode(group) && isCode(reason) ? `${group}-${reason}` : NO_CODE;
}

/** Finds a code that has not the form of one. It is kept as it is. */
export function checkCode(code: string, segment: Segment, at: number, find: Find): void {
  if (code === '' || isCode(code)) return;
  const element = elementName(segment, at);
  const says = `${element} is no code of up to ten letters and digits. It was kept as it is, and is not told as a code.`;
  find({ severity: 'warning', rule: '835.code', segment: segment.number, element, says });
}
