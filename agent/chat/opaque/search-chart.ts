import { FoundInChart, searchChart } from '#tools/search-chart/tool.ts';
import { opaquely, text, title } from './presenter.ts';
import { counted } from './safe-parts.ts';

/** How much was found, and nothing of what was asked or found. */
export const opaqueSearch = opaquely(searchChart, FoundInChart, async ({ encounter, passages, observations, leftOut }, { caseOf }) => {
  const found = [
    ...(passages.length === 0 ? [] : [counted(passages.length, 'passage')]),
    ...(observations.length === 0 ? [] : [counted(observations.length, 'result')]),
  ];
  const left = leftOut.length === 0 ? '' : ` ${counted(leftOut.length, 'document')} more not quoted: struck or replaced.`;
  return [
    title(`Searched ${await caseOf(encounter)}`),
    text(
      found.length === 0
        ? `The chart says nothing about it in these words.${left} That is no proof that it was absent.`
        : `${found.join(' and ')}.${left} Open the case to read what the chart says.`,
    ),
  ];
});
