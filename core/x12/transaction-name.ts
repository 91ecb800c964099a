import type { SetHead } from './transaction.ts';

const NAMES: Readonly<Record<string, string>> = {
  '270': 'a 270 (question about coverage)',
  '271': 'a 271 (answer about coverage)',
  '275': 'a 275 (attachment)',
  '278': 'a 278 (authorisation of services)',
  '820': 'an 820 (payment of premiums)',
  '824': 'an 824 (application advice)',
  '834': 'an 834 (enrolment)',
  '864': 'an 864 (text)',
};

/** What a transaction is, for people: `an 834 (enrolment)`. */
export function transactionName({ set, version }: Pick<SetHead, 'set' | 'version'>): string {
  if (set === '837') {
    if (/X(?:224|097)/.test(version)) return 'an 837D (dental claims)';
    return /^[0-9A-Z]{1,12}$/.test(version) ? `an 837 of the implementation ${version}` : 'an 837 that names no implementation';
  }
  return NAMES[set] ?? (/^\d{3}$/.test(set) ? `a transaction ${set}` : 'a transaction of no known type');
}
