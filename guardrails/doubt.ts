import type { Block } from '#core/answer/block.ts';

const NEEDS = /^Needs an? [^:]+: /;

/** `a coding lead` */
export function aRole(roles: readonly string[]): string {
  const named = roles.map((role) => role.replaceAll('-', ' ')).join(' or ');
  return `${/^[aeiou]/.test(named) ? 'an' : 'a'} ${named}`;
}

/** The warning of a card that is kept for some roles because of the care it takes: `Needs a coding lead: D-1042-7 denies it.` */
export function doubtInWords(why: string, roles: readonly string[]): string {
  return `Needs ${aRole(roles)}: ${why}`;
}

/** Whether a warning of a card is one of `doubtInWords`. */
export function isDoubt(warning: string): boolean {
  return NEEDS.test(warning);
}

/** Why a card is kept for them, as a sentence. */
export function doubtIn(preview: readonly Block[]): string | undefined {
  const said = preview.find((block) => block.kind === 'note' && block.tone === 'warning' && isDoubt(block.text));
  return said?.kind === 'note' ? said.text.replace(NEEDS, '') : undefined;
}
