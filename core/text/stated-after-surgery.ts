import type { Heading } from './find-headings.ts';

const BEFORE = /^(?:pre[- ]?op(?:erative)?)\b/iu;
const AFTER = /^(?:post[- ]?op(?:erative)?)\b/iu;
/** A diagnosis after the operation that only points back. */
const SAME = /^\s*(?:the )?(?:same|as above|unchanged|see above|no change)\b/iu;

/**
 * Where a report states the diagnosis after the operation, the one before it was the reason to operate and is not the
 * diagnosis (guideline IV.N: the postoperative diagnosis is coded, since it is the most definitive).
 */
export function statedAfterSurgery(text: string, headings: readonly Heading[]): Heading[] {
  const after = headings.some(
    ({ kind, heading, body }, at) =>
      kind === 'diagnoses' &&
      AFTER.test(heading) &&
      isStated(text.slice(body, Math.min(body + 60, headings[at + 1]?.start ?? text.length))),
  );
  return headings.map((heading) =>
    after && heading.kind === 'diagnoses' && BEFORE.test(heading.heading) ? { ...heading, kind: 'indication' } : heading,
  );
}

function isStated(body: string): boolean {
  return /\p{L}{2}/u.test(body) && !SAME.test(body);
}
