import { dayInWords } from './day-in-words.ts';
import type { Citation } from './citation.ts';
import { factsOfCitation } from './facts-of-citation.ts';
import type { LetterRecords } from './letter-records.ts';

/** How the list at the end of a letter names a source; `undefined` where it does not resolve. */
export function sourceInWords(cite: Citation, records: LetterRecords): string | undefined {
  const facts = factsOfCitation(cite, records);
  if (facts === undefined) return undefined;
  const fact = (name: string): string => facts[name] ?? '';
  const day = (name: string): string => (facts[name] === undefined ? 'no date' : dayInWords(facts[name]));
  switch (cite.kind) {
    case 'chart':
      return `Medical record, ${fact('title')}, ${day('date')} (${fact('id')}, characters ${cite.start}-${cite.end})`;
    case 'document':
      return `Medical record, ${fact('title')}, ${day('date')} (${fact('id')})`;
    case 'observation':
      return `Medical record, result: ${fact('name')}, ${day('date')}`;
    case 'encounter':
      return `Medical record, encounter ${fact('id')}`;
    case 'claim':
      return `Claim ${cite.claim}`;
    case 'claim-line':
      return `Claim ${cite.claim}, line ${cite.line}`;
    case 'claim-diagnosis':
      return `Claim ${cite.claim}, diagnosis ${cite.place}`;
    case 'remittance':
    case 'adjustment':
    case 'remark':
      return `Remittance ${facts['trace'] ?? cite.remittance} of ${facts['payer'] ?? 'the payer'}, ${day('date')}, segment ${cite.segment}`;
    case 'clause':
      return `${fact('title')}, ${fact('heading')} (${fact('publisher')}; ${cite.id}, in force from ${day('from')})`;
    case 'terms':
      return `Terms with ${fact('name')}, in force from ${day('from')}`;
    case 'answer':
      return `Your letter of ${day('date')}, which answers our ${fact('appeal')} (${cite.proposal})`;
  }
}
