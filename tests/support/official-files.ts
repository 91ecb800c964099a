import { crc32, deflateRawSync } from 'node:zlib';

/** Lines of an order file, numbered, in the columns of CMS: `A000 1 Cholera`. */
export function anOrderFile(rows: readonly string[]): string {
  return rows
    .map((row, at) => {
      const [code = '', flag = '', ...words] = row.split(' ');
      const title = words.join(' ');
      return `${String(at + 1).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}\r\n`;
    })
    .join('');
}

/** The shortest code list that runs from A00 to Z99. */
export const SMALL_LIST = [
  'A00 0 Cholera',
  'A009 1 Cholera, unspecified',
  'I50 0 Heart failure',
  'I502 0 Systolic (congestive) heart failure',
  'I5023 1 Acute on chronic systolic (congestive) heart failure',
  'I509 1 Heart failure, unspecified',
  'S720 0 Fracture of head and neck of femur',
  'S72001A 1 Fracture of unspecified part of neck of right femur, initial encounter for closed fracture',
  'Z99 0 Dependence on enabling machines and devices, not elsewhere classified',
  'Z9989 1 Dependence on other enabling machines and devices',
];

export function anIndex(terms: string, year = '2026'): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>${year}</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter>
    <title>A</title>
    ${terms}
  </letter>
</ICD10CM.index>
`;
}

export function aTabular(categories: string, year = '2026'): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>${year}</version>
  <chapter>
    <name>1</name>
    <desc>Certain infectious and parasitic diseases (A00-B99)</desc>
    <section id="A00-A09">
      <desc>Intestinal infectious diseases (A00-A09)</desc>
      ${categories}
    </section>
  </chapter>
</ICD10CM.tabular>
`;
}

export interface Zipped {
  readonly name: string;
  readonly text: string;
  readonly stored?: boolean;
  /** General purpose bits; 1 says that the entry is encrypted. */
  readonly flags?: number;
  /** What the directory says of the size, where it lies. */
  readonly size?: number;
}

/** A zip archive of these files, as the format has it: local entries, then the directory. */
export function aZip(files: readonly Zipped[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, stored = false, flags = 0, size } of files) {
    const content = Buffer.from(text, 'utf8');
    const packed = stored ? content : deflateRawSync(content);
    const title = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(stored ? 0 : 8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size ?? content.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    shared.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, title);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, title, packed]);
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
