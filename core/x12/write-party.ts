import type { Party } from './party.ts';
import { writtenDay } from './read-day.ts';
import { segment, x12Name } from './write-interchange.ts';

interface Besides {
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
  /** Its taxonomy is written above it. */
  readonly withoutTaxonomy?: boolean;
}

/** NM1 and what follows it: taxonomy, address, birth and sex, references, contact, in the order of the guide. */
export function partySegments(party: Party | undefined, { birthDate, sex, withoutTaxonomy = false }: Besides = {}): readonly string[] {
  if (party === undefined) return [];
  const { role, isPerson, last = '', first = '', middle = '', suffix = '', scheme = '', id = '' } = party;
  const { address, taxonomy, references, contact } = party;
  const lines = address?.lines ?? [];
  return [
    segment('NM1', role, isPerson ? '1' : '2', ...[last, first, middle].map(nameText), '', suffix, scheme, id),
    ...(taxonomy === undefined || withoutTaxonomy ? [] : [segment('PRV', PROVIDERS[role] ?? 'PE', 'PXC', taxonomy)]),
    ...(lines.length === 0 ? [] : [segment('N3', ...lines)]),
    ...(address === undefined ? [] : [segment('N4', address.city ?? '', address.state ?? '', address.zip ?? '', address.country ?? '')]),
    ...(birthDate === undefined && sex === undefined ? [] : [demographics(birthDate, sex)]),
    ...references.map(({ qualifier, value }) => segment('REF', qualifier, value)),
    ...(contact === undefined
      ? []
      : [segment('PER', 'IC', contact.name ?? '', ...contact.ways.flatMap(({ qualifier, value }) => [qualifier, value]))]),
  ];
}

function nameText(name: string): string {
  return name === '' ? '' : x12Name(name, 'a name');
}

/** What a provider does (PRV01), by role. */
const PROVIDERS: Readonly<Record<string, string>> = { '71': 'AT', '72': 'OP', '82': 'PE', DN: 'RF', '85': 'BI' };

function demographics(birthDate: string | undefined, sex: string | undefined): string {
  return segment('DMG', birthDate === undefined ? '' : 'D8', birthDate === undefined ? '' : writtenDay(birthDate), sex ?? '');
}
