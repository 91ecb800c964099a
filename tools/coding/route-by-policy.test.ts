import { expect, test } from 'vitest';
import { codeChart } from '#core/coder/code-chart.ts';
import { THRESHOLDS } from '#core/coder/tier-of.ts';
import type { Trace } from '#core/coder/trace.ts';
import { demoCharts, starterEdition } from '#tests/support/starter.ts';
import { routeByPolicy } from './route-by-policy.ts';

const charts = await demoCharts();
const traceOf = (encounter: string): Trace => codeChart(charts.get(encounter)!, starterEdition());
const tiers = ({ suggestions }: Trace): string[] => suggestions.map(({ code, tier }) => `${code} ${tier}`);

test('a policy with the thresholds that hold without one routes every code of the demo hospital alike', () => {
  for (const [encounter, { encounter: about }] of charts) {
    if (about.start > '2026-09-30') continue;
    const trace = traceOf(encounter);

    expect(tiers(routeByPolicy(trace, { confidence: THRESHOLDS }))).toEqual(tiers(trace));
    expect(routeByPolicy(trace, {})).toBe(trace);
  }
});

test('what the chart contradicts goes to someone senior, however low the bar', () => {
  const trace = traceOf('E-1042');
  const low = routeByPolicy(trace, { confidence: { straightforwardFrom: 0, seniorBelow: 0 } });

  expect(trace.suggestions.filter(({ conflict }) => conflict).map(({ code }) => code)).toEqual(['N17.9']);
  expect(low.suggestions.find(({ code }) => code === 'N17.9')?.tier).toBe('senior');
  expect(tiers(low)).toContain('E78.5 straightforward');
});

test('a high bar sends everything to be looked at, and changes nothing else', () => {
  const trace = traceOf('E-1042');
  const strict = routeByPolicy(trace, { confidence: { straightforwardFrom: 1, seniorBelow: 0.8 } });

  expect(strict.suggestions.filter(({ tier }) => tier === 'straightforward')).toEqual([]);
  expect(strict.suggestions.map(({ tier: _tier, ...rest }) => rest)).toEqual(trace.suggestions.map(({ tier: _tier, ...rest }) => rest));
});
