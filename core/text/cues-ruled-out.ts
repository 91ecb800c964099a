const WHOM = ['him ', 'her ', 'them ', 'patient ', 'the patient ', 'this patient '];
const ANYONE = ['', ...WHOM];
const DONE = ['rules', 'did rule', 'can rule', 'adequate to rule', 'sufficient to rule', 'enough to rule', 'able to rule'];
const OPEN = [
  'rule',
  'to rule',
  'not rule',
  'cannot rule',
  "can't rule",
  'could not rule',
  'does not rule',
  'did not rule',
  'unable to rule',
];
const BEEN_RULED = ['is ruled', 'was ruled', 'were ruled', 'been ruled', 'has been ruled', 'have been ruled', 'had been ruled'];
const FUTURES = ['should', 'must', 'may', 'might', 'could', 'will', 'needs to', 'need to', 'ought to', 'has to', 'is to', 'are to'];
const STILL = ['being ruled out', ...FUTURES.map((future) => `${future} be ruled out`)];

function ruled(verbs: readonly string[], whom: readonly string[], ends: readonly string[]): string {
  return verbs.flatMap((verb) => whom.flatMap((one) => ends.map((end) => `${verb} ${one}out${end}`))).join(', ');
}

/** Before a condition: it was asked and is not there. `Ruled out` alone reaches less far and stands with such cues. */
export const RULED_OUT_BEFORE = [
  ruled(DONE, ANYONE, ['', ' for', ' against']),
  ruled(['ruled'], WHOM, ['']),
  ruled(['ruled'], ANYONE, [' for', ' against']),
  ruled(BEEN_RULED, [''], [' for', ' against']),
].join(', ');

/** Before a condition: it is still asked. */
export const TO_BE_RULED_OUT_BEFORE = [ruled(OPEN, ANYONE, ['', ' for', ' against']), ...STILL.map((still) => `${still} for`)].join(', ');

/** After a condition: it is still asked. */
export const TO_BE_RULED_OUT_AFTER = STILL.join(', ');
