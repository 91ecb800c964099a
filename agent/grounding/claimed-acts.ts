const DEED =
  'approve|approved|approving|accept|accepted|accepting|reject|rejected|decline|declined|submit|submitted|submitting|countersign|countersigned|sign|signed|send|sent|bill|billed|file|filed|post|posted|release|released|finali[sz]ed?|authori[sz]ed?|record|recorded|write|wrote|written|update|updated|change|changed|add|added|delete|deleted|remove|removed|correct|corrected|apply|applied|execute|executed|complete|completed|confirm|confirmed|propose|proposed|query|queried|notify|notified|cancel|cancell?ed|override|overrode|overridden';
const DONE =
  'approved|accepted|rejected|declined|submitted|countersigned|signed|sent|billed|filed|posted|released|finali[sz]ed|authori[sz]ed|written|updated|changed|added|deleted|removed|applied|executed|completed|confirmed|proposed|overridden';

/** "I have approved it", "we'll submit": a model does nothing, so it can say nothing of the kind. */
const FIRST_PERSON = new RegExp(
  `\\b(?:i|we|i've|we've|i'll|we'll|i'm|let me|countersign)(?: (?:have|had|has|just|already|now|hereby|will|am|also|then|did|can|should|going to|do|successfully|gone ahead and|went ahead and))*[ ,]+(?:${DEED})\\b`,
  'i',
);

/** "The code has been approved": true only where the record says so in these words. */
const PASSIVE = new RegExp(
  `\\b(?:is|are|was|were|been|be|being|gets?|got)(?: (?:now|already|just|hereby|all|successfully|automatically|formally))* (${DONE})\\b`,
  'gi',
);

/** "Approved." "Done: submitted to the payer." */
const BARE = new RegExp(`(?:^|[.!?:;\\n]\\s*|[✓✔✅]\\s*)(${DONE}|done|success)(?=[\\s.!:,]|$)`, 'gim');

/** What a wording claims to have been done that the results do not say. */
export function claimedActs(worded: string, evidence: string): readonly string[] {
  const folded = worded.replace(/[\u2018\u2019]/g, "'");
  if (FIRST_PERSON.test(folded)) return ['it claims to have acted'];
  const said = [...folded.matchAll(PASSIVE), ...folded.matchAll(BARE)].map(([, deed = '']) => deed.toLowerCase());
  const unsaid = said.filter((deed) => !new RegExp(`\\b${deed}\\b`, 'i').test(evidence));
  return unsaid.length === 0 ? [] : [`it claims that something was ${unsaid[0]}`];
}
