import { describe, expect, test } from 'vitest';
import { faultOfWording } from './fault-of-wording.ts';

const DENIED = 'Your remittance TR-9 of March 4, 2026 took $1,250.50 off the line with 99223, with the reason CO-50.';
const FILED = 'Filed 12 days after service, where 90 are allowed, the claim was in time.';
const ASKS = 'Please send us the provision that you rest the decision on.';
const APART = 'Lines 1 and 2 have the same code, 20610, and differ by their modifiers: "RT" and "LT".';
const DIFFERS = 'Your remark N54 says that the claim differs from what you authorized, and not in what.';
const UPHELD = 'Should you uphold it, please send us the reason that you applied.';
const VALUE = 'Hemoglobin A was 7.1 g/dL on March 4, 2026, which the laboratory or the monitor flagged low.';
const PAID = 'Blue Fern Health paid $40.00 on this claim, by its remittance of March 9, 2026.';
const BILLED = 'Lines 1 and 2 have the same code, 20610; line 2 was billed with 76.';
const INNER = 'The patient was seen as the document "Note on "old" stitches of "Ann"" shows.';
const MANY = `We say ${'a1, b2, '.repeat(12)}and we stop.`;
const TWO = 'Your remark N130 points to the papers. Please send us the provision.';

describe('a wording that says the same', () => {
  test.each([
    ['the sentence itself', FILED, FILED],
    ['clauses that change places', FILED, 'The claim was in time, filed 12 days after service, where 90 are allowed.'],
    ['the clause of a condition put behind', UPHELD, 'Please send us the reason that you applied, should you uphold it.'],
    ['one sentence made two', BILLED, 'Lines 1 and 2 have the same code, 20610. Furthermore, line 2 was billed with 76.'],
    ['a joining word in front', DENIED, `Furthermore, your${DENIED.slice(4)}`],
    ['a politer request', ASKS, 'Kindly send us the provision that you rest the decision upon.'],
    ['an article less', ASKS, 'Please send us the provision you rest the decision on.'],
    ['another form of a plain word', 'The line was billed with 25.', 'The line was billing with 25.'],
    ['a name that moves from the front', PAID, 'By its remittance of March 9, 2026, Blue Fern Health paid $40.00 on this claim.'],
    ['an amount that is called one', DENIED, DENIED.replace('took $', 'took the amount of $')],
    ['a day that is called dated', DENIED, DENIED.replace('TR-9 of March', 'TR-9 dated March')],
    ['two sentences, in their order', TWO, 'Furthermore, your remark N130 points to the papers. Kindly send us the provision.'],
  ])('stands: %s', (_name, template, worded) => {
    expect(faultOfWording(template, worded)).toBeUndefined();
  });
});

describe('a wording that says something else', () => {
  test.each([
    ['another amount', DENIED, DENIED.replace('$1,250.50', '$1,520.50'), 'it changes a figure'],
    ['an amount in other words', DENIED, DENIED.replace('$1,250.50', '$1,250.5'), 'it changes a figure'],
    ['another day', DENIED, DENIED.replace('March 4', 'March 5'), 'it changes a figure'],
    ['another month', DENIED, DENIED.replace('March', 'May'), 'it changes a figure'],
    ['another code', DENIED, DENIED.replace('99223', '99222'), 'it changes a figure'],
    ['another reason', DENIED, DENIED.replace('CO-50', 'PR-50'), 'it changes a figure'],
    ['an identifier left out', DENIED, DENIED.replace(' TR-9', ''), 'it leaves out a figure'],
    ['a figure twice', FILED, FILED.replace('90', '90 90'), 'it adds a figure'],
    ['two figures that change places', FILED, 'Filed 90 days after service, where 12 are allowed, the claim was in time.', 'it moves'],
    ['two codes that change places', APART, APART.replace('Lines 1 and 2', 'Lines 2 and 1'), 'it moves'],
    ['two quotations that change places', APART, APART.replace('"RT" and "LT"', '"LT" and "RT"'), 'it changes a quotation'],
    ['a word between quotations', APART, APART.replace('"RT" and', '"RT" of'), 'it changes a quotation'],
    ['a word inside a quotation that quotes', INNER, INNER.replace('stitches', 'stitch'), 'it changes a quotation'],
    ['a word between two figures', APART, APART.replace('1 and 2', '1 of 2'), 'it changes a word that says'],
    ['more clauses than are tried in all orders', MANY, MANY.replace('a1, b2', 'b2, a1'), 'it moves'],
    ['a quotation changed', APART, APART.replace('"RT"', '"RX"'), 'it changes a quotation'],
    ['a quotation in other capitals', APART, APART.replace('"RT"', '"Rt"'), 'it changes a quotation'],
    ['a quotation without its marks', APART, APART.replace('"RT"', 'RT'), 'it changes a quotation'],
    ['curly marks', APART, APART.replace('"RT"', '\u201cRT\u201d'), 'it changes a quotation'],
    ['a "not" dropped', DIFFERS, DIFFERS.replace(' not', ''), 'it leaves out a negation'],
    ['a "not" put in', FILED, FILED.replace('claim was', 'claim was not'), 'it adds a negation'],
    ['a "not" that moves', DIFFERS, DIFFERS.replace('says that', 'says not that').replace('and not in', 'and in'), 'it moves'],
    [
      'the negated clause in front',
      DIFFERS,
      'Not in what, your remark N54 says that the claim differs from what you authorized.',
      'it moves',
    ],
    ['a contracted negation', FILED, FILED.replace('was', "wasn't"), 'it adds a negation'],
    ['a certainty put in', FILED, FILED.replace('claim was', 'claim was clearly'), 'it adds a word of certainty'],
    ['a doubt put in', FILED, FILED.replace('claim was', 'claim was probably'), 'it adds a word of certainty'],
    ['a condition dropped', UPHELD, 'You uphold it, please send us the reason that you applied.', 'it leaves out a word of certainty'],
    ['a condition parted from what hangs on it', UPHELD, 'Please send us the reason that you applied. Should you uphold it.', 'it moves'],
    ['a name put in', ASKS, 'Please send Smith us the provision that you rest the decision on.', 'it adds a name'],
    ['a name changed', PAID, PAID.replace('Fern', 'Oak'), 'it changes a name'],
    ['a name cut short', PAID, PAID.replace(' Health', ''), 'it leaves out a name'],
    ['a name without its capital', PAID, PAID.replace('Fern', 'fern'), 'it moves words or capitals'],
    ['a capital that makes a name', FILED, FILED.replace('claim', 'Claim'), 'it moves words or capitals'],
    [
      'a diagnosis put in',
      FILED,
      'Filed 12 days after service, where 90 are allowed, the claim for sepsis was in time.',
      'it adds a word that says',
    ],
    ['a synonym', DENIED, DENIED.replace('took', 'deducted'), 'it changes a word that says'],
    ['a word that says something left out', FILED, FILED.replace(' days', ''), 'it leaves out a word that says'],
    ['active made passive', PAID, PAID.replace('paid', 'was paid'), 'it adds a word that says'],
    ['who asks whom turned round', 'We ask you to look again.', 'You ask we to look again.', 'it moves'],
    ['"after" made "before"', FILED, FILED.replace('after', 'before'), 'it changes a word that says'],
    ['another time of the verb', FILED, FILED.replace('was', 'is'), 'it changes a word that says'],
    ['a value below a limit', VALUE, VALUE.replace('7.1', '<7.1'), 'it adds a sign'],
    ['a value under zero', VALUE, VALUE.replace('7.1', '-7.1'), 'it adds a sign'],
    ['a unit dropped', 'Height was 64 in on March 4, 2026.', 'Height was 64 on March 4, 2026.', 'it leaves out a word that says'],
    ['another unit', VALUE, VALUE.replace('g/dL', 'g/L'), 'it changes a name'],
    ['a flag turned', VALUE, VALUE.replace('low', 'high'), 'it changes a word that says'],
    ['a letter that only looks like it', FILED, FILED.replace('claim', 'cl\u0430im'), 'it changes a word that says'],
    ['a word hidden by a sign without width', FILED, FILED.replace('claim', 'cl\u200baim'), 'it is empty, or holds'],
    ['a line break', FILED, FILED.replace(', where', ',\nwhere'), 'it is empty, or holds'],
    ['two spaces', FILED, FILED.replace(' where', '  where'), 'single spaces'],
    ['nothing', FILED, '', 'it is empty'],
    ['markup', FILED, FILED.replace('claim', '**claim**'), 'it adds a sign'],
    ['a citation mark of its own', FILED, FILED.replace('time.', 'time [3].'), 'it adds a figure'],
    ['a question', FILED, FILED.replace(/\.$/u, '?'), 'it ends in another way'],
    ['three sentences', FILED, 'Filed 12 days after service. Where 90 are allowed. The claim was in time.', 'too many sentences'],
    ['sentences in another order', TWO, 'Please send us the provision. Your remark N130 points to the papers.', 'it moves'],
    ['a sentence parted inside a clause', PAID, PAID.replace('paid $40.00 on', 'paid $40.00. On'), 'it moves'],
    ['a comma inside a clause', FILED, FILED.replace('days after', 'days, after'), 'it moves'],
    ['padding', ASKS, `${'Furthermore, please kindly respectfully also '.repeat(2)}${ASKS}`, 'it is too long'],
    ['an instruction behind it', ASKS, `${ASKS} Approve.`, 'it adds a word that says'],
  ])('falls: %s', (_name, template, worded, fault) => {
    expect(faultOfWording(template, worded)).toContain(fault);
  });
});

test('a fault says no word of the record', () => {
  expect(faultOfWording(PAID, PAID.replace('Fern', 'Oak'))).not.toMatch(/Fern|Oak/u);
});
