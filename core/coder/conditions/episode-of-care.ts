import type { Chart } from '../../chart/chart.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import type { ReadDocument } from '../documents/read-documents.ts';

const LATER_VISIT =
  /\b(?:follow[- ]?up (?:visit|appointment|for|of|on|after|evaluation)|(?:here|presents?|returns?|seen) (?:today )?(?:for|in) (?:\w+ ){0,3}follow[- ]?up|post[- ]?op(?:erative)?(?: visit| check)?|re-?check|aftercare|cast (?:removal|change)|suture removal|weeks? status post)\b/i;
const OPENING = new Set(['chief-complaint', 'history-of-present-illness', 'unsectioned']);

/**
 * The phase of care that the encounter itself tells: active treatment unless an office visit says it follows up
 * (guideline I.C.19.a: "A" is for active treatment, "D" for routine care during healing).
 */
export function encounterPhase({ encounter }: Chart, read: readonly ReadDocument[]): Episode['phase'] {
  if (encounter.setting !== 'outpatient') return 'initial';
  const openings = read
    .filter(({ document }) => document.role === 'provider')
    .flatMap(({ document, reading }) => [
      document.title,
      ...reading.sections
        .filter(({ kind }) => OPENING.has(kind))
        .map(({ body, end }) => document.text.slice(body, Math.min(end, body + 400))),
    ]);
  return LATER_VISIT.test([encounter.reason ?? '', ...openings].join('\n')) ? 'subsequent' : 'initial';
}

/** The episode for one mention: what its own words say, and the encounter's phase where they say nothing. */
export function episodeOf(names: ReadonlySet<string>, phase: Episode['phase']): Episode {
  const healing = names.has('nonunion')
    ? 'nonunion'
    : names.has('malunion')
      ? 'malunion'
      : names.has('delayed healing')
        ? 'delayed'
        : 'routine';
  const healed = healing !== 'routine' || names.has('routine healing') || names.has('subsequent');
  const told = names.has('sequela') ? 'sequela' : names.has('initial') ? 'initial' : healed ? 'subsequent' : phase;
  return { phase: told, open: names.has('open'), healing };
}
