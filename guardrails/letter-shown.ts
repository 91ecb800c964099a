import type { AppealWindow } from '#core/appeals/calendar/appeal-window.ts';
import { careOfLetter, letterCard, wordingOf } from '#core/appeals/letter-card.ts';
import type { AppealLetter } from '#core/appeals/letter/letter.ts';
import { isSaidOf } from '#core/appeals/letter/wording/word-letter.ts';
import { digest, jsonOf } from './audit/canonical-json.ts';
import { parsePayload, type AppealPayload } from './effects/payloads.ts';
import type { Citable } from './letter-stands.ts';
import type { ProposalDraft } from './proposal.ts';

interface Shown {
  readonly appeal: AppealPayload;
  readonly letter: AppealLetter;
  readonly window: AppealWindow;
}

/**
 * Whether whoever decides is shown this letter, to the letter, and it goes to those who have to read it. A card may warn of more than is
 * known here, and what it warns of takes a look.
 */
export function faultOfCard({ preview, care = 'routine' }: ProposalDraft, { appeal, letter, window }: Shown): string | undefined {
  const warnings = preview.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : []));
  const { claim, payer, level, amountCents: cents } = appeal;
  const wording = wordingOf(preview);
  if (!isSaidOf(letter, wording)) return 'its card does not say how much of it a model worded';
  const card = letterCard(letter, { claim, payerName: payer.name, level, window, cents, warnings, wording });
  if (digest(jsonOf(preview)) !== digest(jsonOf(card))) return 'what its card shows is not this letter';
  return care === careOfLetter(letter, warnings) ? undefined : 'the care it takes is not that of its ground and of what its card warns of';
}

/** Whether it names all that the letter rests on, each in the version that is there now. */
export async function faultOfSources({ sources, trace, payload }: ProposalDraft, unit: Citable): Promise<string | undefined> {
  const { claim, encounter, letter } = parsePayload('appeal.submit', payload);
  for (const { id, version } of sources) if ((await unit.sources.version(id)) !== version) return `${id} has changed since`;
  const cited = (letter.written?.sources ?? []).flatMap(({ cite }) => {
    if (cite.kind === 'adjustment') return [`remittance:${cite.remittance}`];
    if (cite.kind === 'terms') return [`terms:${cite.payer}`];
    return cite.kind === 'clause' ? [`clause:${cite.id}`] : [];
  });
  const chart = encounter === undefined ? undefined : await unit.charts.find(encounter);
  const wanted = [`claim:${claim}`, ...(chart === undefined ? [] : [`chart:${chart.encounter.id}`]), ...cited];
  const named = new Set(sources.map(({ id }) => id));
  const missing = wanted.find((id) => !named.has(id)) ?? (trace !== undefined && ![...named].some(isEdition) ? 'an edition' : undefined);
  return missing === undefined ? undefined : `it does not name ${missing}, on which it rests`;
}

function isEdition(id: string): boolean {
  return id.startsWith('edition:');
}
