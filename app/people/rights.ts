import { TOOLS } from '#tools/registry.ts';

/** What a policy allows beside the tools: each is asked for by that name where it is used. */
const RIGHTS = [
  'import_charts',
  'import_remittances',
  'import_policies',
  'load_edition',
  'propose_policy',
  'review_decisions',
  'manage_effects',
  'export_ledger',
  'rotate_ledger_key',
  'keep_ledger',
  'list_channels',
  'link_identities',
  'see_payment_flags',
] as const;

/** Every name that a policy may have under `tools`. */
export const GRANTABLE: readonly string[] = [...TOOLS.map(({ name }) => name), ...RIGHTS];
