/**
 * What keeps the ledger as it was written. `enforced`: the program's login may not change it, and only checkpoints held elsewhere
 * show what an owner or superuser of the database did. `evident-only`: nothing prevents a change, and the checkpoints show it.
 */
export type AuditMode = 'enforced' | 'evident-only';

/** What people are told, wherever they are told it. */
export const AUDIT_MODE: Readonly<Record<AuditMode, string>> = {
  enforced: 'audit.mode=enforced: the login of the program may add entries, and neither change nor delete them.',
  'evident-only': 'audit.mode=evident-only: the embedded database has one superuser, so its ledger shows tampering and cannot prevent it.',
};

export function auditMode({ kind }: { readonly kind: 'postgres' | 'embedded' }): AuditMode {
  return kind === 'postgres' ? 'enforced' : 'evident-only';
}
