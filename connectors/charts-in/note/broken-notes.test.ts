import { expect, test } from 'vitest';
import { aNote, whyRefused } from '../a-chart-file.ts';

/** Stands in every broken note; no reason may repeat it. */
const SECRET = 'Marguerite';

const VALUE = 'Its front matter is wrong:';

test.each<[name: string, note: string, why: string]>([
  [
    'no front matter',
    `${SECRET} is well.`,
    'It has no front matter. Begin the note with lines such as `---`, `encounter: E-1042`, `class: inpatient`, `start: 2026-03-09`, `date: 2026-03-09`, `type: progress-note`, `---`.',
  ],
  [
    'nothing at all',
    '',
    'It has no front matter. Begin the note with lines such as `---`, `encounter: E-1042`, `class: inpatient`, `start: 2026-03-09`, `date: 2026-03-09`, `type: progress-note`, `---`.',
  ],
  ['front matter that never ends', `---\nencounter: E-1\n${SECRET} is well.`, 'Its front matter has no closing `---` line.'],
  ['empty front matter', `---\n---\n${SECRET}`, 'Its front matter is empty.'],
  ['front matter that is a list', `---\n- ${SECRET}\n---\nText.`, 'Its front matter is not a list of `key: value` lines.'],
  ['front matter that is a sentence', `---\n${SECRET} is well\n---\nText.`, 'Its front matter is not a list of `key: value` lines.'],
  ['no text after it', aNote('  \n'), 'It has front matter and no text after it.'],
  ['no encounter', aNote('Text.', { encounter: undefined }), `${VALUE} encounter is missing.`],
  ['no date', aNote('Text.', { date: undefined }), `${VALUE} date is missing.`],
  ['a date the American way', aNote('Text.', { date: '03/10/2026' }), `${VALUE} date should be a day such as 2026-03-09.`],
  ['a day that there never was', aNote('Text.', { date: '2026-02-30' }), `${VALUE} date should be a day such as 2026-03-09.`],
  ['a birth date that is a year', aNote('Text.', { birthDate: '1954' }), `${VALUE} birthDate should be a day such as 2026-03-09.`],
  ['an encounter id with a space', aNote('Text.', { encounter: 'E 1' }), `${VALUE} encounter should look like E-1042.`],
  ['a document id with a slash', aNote('Text.', { document: 'D/1' }), `${VALUE} document should look like D-1042-1.`],
  [
    'an unknown class',
    aNote('Text.', { class: 'ward' }),
    `${VALUE} class should be one of inpatient, outpatient, emergency, observation, behavioural.`,
  ],
  ['an unknown sex', aNote('Text.', { sex: 'F' }), `${VALUE} sex should be one of female, male, other, unknown.`],
  ['an unknown role', aNote('Text.', { role: 'doctor' }), `${VALUE} role should be one of provider, other-clinician, diagnostic, system.`],
  [
    'an unknown status',
    aNote('Text.', { status: 'signed' }),
    `${VALUE} status should be one of final, preliminary, amended, superseded, entered-in-error.`,
  ],
  ['an end before the start', aNote('Text.', { end: '2026-03-08' }), `${VALUE} end is before start.`],
  ['a key typed wrong', aNote('Text.', { auther: SECRET }), 'Its front matter has an unknown key: `auther`. Did you mean `author`?'],
  [
    'a key in another case',
    aNote('Text.', { birthdate: '1954-06-18' }),
    'Its front matter has an unknown key: `birthdate`. Did you mean `birthDate`?',
  ],
  [
    'a line of the note that looks like a key',
    aNote('Text.', { [`${SECRET} Testa`]: 'well' }),
    'Its front matter has an unknown key. The keys are encounter, patient, name, sex, birthDate, class, start, end, reason, document, type, title, author, authorTitle, role, status, date.',
  ],
  [
    'a key twice',
    `---\nencounter: E-1\nname: ${SECRET}\nname: ${SECRET}\n---\nText.`,
    'Line 4 of its front matter gives a key a second time.',
  ],
  ['a key without a value', aNote('Text.', { author: '' }), 'Line 6 of its front matter gives no value; leave the line out.'],
  ['a value that is a list', aNote('Text.', { author: `[${SECRET}]` }), 'Line 6 of its front matter is not a single value.'],
  [
    'a value over several lines',
    aNote('Text.', { reason: `|\n  ${SECRET}\n  Testa` }),
    'Line 6 of its front matter is not a single value.',
  ],
  ['an alias', aNote('Text.', { author: '&a x', title: '*a' }), 'Line 6 of its front matter is not a single value.'],
  ['a tag', aNote('Text.', { author: `!!binary ${SECRET}` }), 'Line 6 of its front matter is not a single value.'],
  [
    'a colon without quotes',
    aNote('Text.', { title: `Note: ${SECRET}` }),
    'Line 6 of its front matter is not `key: value`; put a value with a colon in quotes.',
  ],
  ['an escape sequence in a name', aNote('Text.', { author: '"\\e[31mMarguerite"' }), `${VALUE} author holds control characters.`],
  ['a title longer than a title', aNote('Text.', { title: 'x'.repeat(2001) }), `${VALUE} title is too long.`],
  ['a NUL character', aNote(`${SECRET}\nwell\0`), 'It holds a NUL character (line 8), so it is not plain text.'],
])('refuses a note with %s', (_name, note, why) => {
  const reason = whyRefused(note, 'note.txt');

  expect(reason).toBe(why);
  expect(reason).not.toContain(SECRET);
});

test.each<[name: string, bytes: Uint8Array, why: string]>([
  ['Latin-1', Buffer.from(aNote('Ménière'), 'latin1'), 'It is not valid UTF-8 text. Save it as UTF-8.'],
  ['UTF-16', Buffer.from(`\uFEFF${aNote('Text.')}`, 'utf16le'), 'It is not valid UTF-8 text. Save it as UTF-8.'],
  ['a PDF', Buffer.from('%PDF-1.7 …'), 'It is PDF and not plain text. Give the text itself.'],
  ['RTF', Buffer.from('{\\rtf1 hello}'), 'It is RTF and not plain text. Give the text itself.'],
  ['a zip archive', Buffer.from('PK\u0003\u0004rest'), 'It is a zip archive and not plain text. Give the text itself.'],
  ['an HTML page', Buffer.from('\uFEFF\n<!DOCTYPE html><p>'), 'It is HTML and not plain text. Give the text itself.'],
])('refuses a note that is %s', (_name, bytes, why) => {
  expect(whyRefused(bytes, 'note.txt')).toBe(why);
});
