import { expect, test } from 'vitest';
import { aBundle, aDocument, anAttachment, anEncounter, aPatient, whyRefused } from '../a-chart-file.ts';

/** Stands in the broken files; no reason may repeat it. */
const SECRET = 'Marguerite';

/** A sound patient and encounter with one more resource, which is entry 2. */
function chartWith(resource: Readonly<Record<string, unknown>>) {
  return aBundle(aPatient(), anEncounter(), resource);
}

function withAttachment(attachment: Readonly<Record<string, unknown>>) {
  return chartWith(aDocument({ content: [{ attachment: { contentType: 'text/plain', ...attachment } }] }));
}

const D = 'Bundle.entry[2] DocumentReference/D-1:';
test.each<[name: string, file: unknown, why: string]>([
  ['no status', chartWith(aDocument({ status: undefined })), `${D} status is missing.`],
  [
    'a status that is none',
    chartWith(aDocument({ docStatus: 'signed' })),
    `${D} docStatus should be one of preliminary, final, amended, entered-in-error.`,
  ],
  ['no content', chartWith(aDocument({ content: [] })), `${D} content is too small or empty.`],
  ['no day', chartWith(aDocument({ date: undefined })), `${D} date gives no day.`],
  [
    'an encounter that is a patient',
    chartWith(aDocument({ context: { encounter: [{ reference: 'Patient/P-1' }] } })),
    `${D} its encounter reference leads to no Encounter.`,
  ],
  [
    'an address that nothing has',
    chartWith(aDocument({ context: { encounter: [{ reference: 'urn:uuid:0' }] } })),
    `${D} its encounter reference leads to no Encounter.`,
  ],
  [
    'two encounters',
    chartWith(aDocument({ context: { encounter: [{ reference: 'Encounter/E-1' }, { reference: 'Encounter/E-2' }] } })),
    `${D} it names 2 encounters.`,
  ],
  [
    'no encounter, on a day after discharge',
    chartWith(aDocument({ context: undefined, date: '2026-03-14' })),
    `${D} it names no encounter.`,
  ],
  [
    'no encounter, of another patient',
    chartWith(aDocument({ context: undefined, subject: { reference: 'Patient/P-2' } })),
    `${D} it names no encounter.`,
  ],
  [
    'another patient than its encounter',
    chartWith(aDocument({ subject: { reference: 'Patient/P-2' } })),
    `${D} its patient is not the patient of its encounter.`,
  ],
  [
    'a PDF',
    withAttachment({ contentType: 'application/pdf', data: 'JVBERg==' }),
    `${D} its content is application/pdf. Only text/plain is read.`,
  ],
  ['a web page', withAttachment({ contentType: 'text/html', data: 'PGI+' }), `${D} its content is text/html. Only text/plain is read.`],
  [
    'RTF and XML',
    chartWith(
      aDocument({ content: [anAttachment('x', { contentType: 'text/rtf' }), anAttachment('x', { contentType: 'application/xml' })] }),
    ),
    `${D} its content is text/rtf, application/xml. Only text/plain is read.`,
  ],
  ['no content type', withAttachment({ contentType: undefined, data: 'eA==' }), `${D} its content is of no type. Only text/plain is read.`],
  [
    'a link',
    withAttachment({ url: `https://example.invalid/${SECRET}` }),
    `${D} content[0].attachment: It is a link and not the text itself. Bring the text inline, as base64.`,
  ],
  ['no data', withAttachment({}), `${D} content[0].attachment: It has no data.`],
  ['data that is no base64', withAttachment({ data: `${SECRET}!` }), `${D} content[0].attachment: It is not base64.`],
  ['base64 that was cut', withAttachment({ data: 'U3RhYmxl'.slice(0, 7) }), `${D} content[0].attachment: It is not base64.`],
  ['base64 with bits left over', withAttachment({ data: 'eB==' }), `${D} content[0].attachment: It is not base64.`],
  [
    'a size that is not its own',
    chartWith(aDocument({ content: [anAttachment('Stable.', { size: 70 })] })),
    `${D} content[0].attachment: It has 7 bytes where its size says 70: it was cut or changed.`,
  ],
  [
    'a hash that is not its own',
    chartWith(aDocument({ content: [anAttachment('Stable.', { hash: 'AAAA' })] })),
    `${D} content[0].attachment: It does not match its hash: it was cut or changed.`,
  ],
  [
    'Latin-1 that says it is UTF-8',
    chartWith(aDocument({ content: [anAttachment(Buffer.from('Ménière', 'latin1'))] })),
    `${D} content[0].attachment: It is not valid UTF-8 text. Save it as UTF-8.`,
  ],
  [
    'an unknown charset',
    chartWith(aDocument({ content: [anAttachment('x', { contentType: 'text/plain; charset=ebcdic' })] })),
    `${D} content[0].attachment: It has a charset that is not read. Use UTF-8.`,
  ],
  [
    'gzip that says it is text',
    withAttachment({ data: 'H4sIAAAAAAAAAw==' }),
    `${D} content[0].attachment: It is gzip and not plain text. Give the text itself.`,
  ],
  [
    'XML that says it is text',
    chartWith(aDocument({ content: [anAttachment('<?xml version="1.0"?><ClinicalDocument/>')] })),
    `${D} content[0].attachment: It is XML and not plain text. Give the text itself.`,
  ],
  ['nothing but white space', chartWith(aDocument({ content: [anAttachment(' \n')] })), `${D} content[0].attachment: It holds no text.`],
])('refuses a document with %s', (_name, file, why) => {
  const reason = whyRefused(file);

  expect(reason).toBe(why);
  expect(reason).not.toContain(SECRET);
});
