import type { Intent } from '../context.ts';

const ASKS =
  /^(?:show|open|see|view|read|display|explain|describe|get|give|pull|look|print|review|check|find|details?|more|status|state|where|what|why|how|who|when|is|was|has|did|does|can|could|should|will|would|about|proposal|the proposal|full|card|bring|list|any)\b|^<proposal>/;

/** Shows proposals that a clause asks after by their number. */
export const proposal: Intent = ({ clause, proposals }) => {
  if (proposals.length === 0 || !ASKS.test(clause.line)) return undefined;
  if (!clause.asked && clause.line === '<proposal>') return undefined;
  return { steps: proposals.map((one) => ({ tool: 'show_proposal', input: { proposal: one } })) };
};
