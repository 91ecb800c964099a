/** Words that make no reason by themselves, however many of them stand together: "no, wait", "not really", "do not". */
const EMPTY = /^(?:(?:no|nope|nah|not|never|yet|really|sure|now|do|it|that|so|right|correct|actually|sorry|ok|okay|test)(?: |$))+$/;
const RETRACTS =
  /\b(?:wait|kidding|joking|joke|never ?mind|scratch (?:that|this)|ho?ld on|hang on|changed my mind|undo|oops|not really|(?:on )?second thoughts?|my mistake|disregard|or not|just testing|for example|unless|only if|let \w+ decide|(?:must|should|will|to|can|may) decide)\b/;
const DEFIES = /^(?:do not|never|stop|cancel)(?: (?:reject|withdraw|decline|refuse|do|decide|send|that|this|it|please))*$/;
const ENDS_IN_NO = / (?:no|nope|not|i guess)$/;
const ASKS =
  /^(?:what|who|why|where|how|(?:is|are|was|were|does|did|do|can|could|should|shall|would|will) (?:it|this|that|these|those|he|she|they|we|i|you|the|there))\b/;
const REPORTS = /^(?:said|says|wrote|writes|asked|asks|told|according to|example|e\.g)\b/;

/** True where what stands in the place of a reason undoes the decision, asks about it, or hands it to somebody else. */
export function takesBack(line: string): boolean {
  return [EMPTY, RETRACTS, DEFIES, ENDS_IN_NO, ASKS, REPORTS].some((pattern) => pattern.test(line));
}
