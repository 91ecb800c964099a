import type { AuthorRole, DocumentType } from '#core/chart/chart.ts';

const ROLES: Partial<Record<DocumentType, AuthorRole>> = {
  'radiology-report': 'diagnostic',
  'pathology-report': 'diagnostic',
  'laboratory-report': 'system',
  'medication-list': 'system',
  'nursing-note': 'other-clinician',
};

/** Who writes such a document when nothing says who wrote this one. */
export function roleByType(type: DocumentType): AuthorRole {
  return ROLES[type] ?? 'provider';
}

/** `Progress Note`: the title of a document that has none. */
export function titleByType(type: DocumentType): string {
  if (type === 'other') return 'Note';
  const words = type.split('-').map((word) => (word === 'and' ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`));
  return words.join(' ');
}
