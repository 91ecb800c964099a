import { interrupt } from '@langchain/langgraph';
import type { State } from '../state.ts';

/**
 * Waits for a person. LangGraph runs a node again from its first line when it resumes, so this node only asks: any effect
 * here would happen twice. What comes back is not looked at; the decision is read from the proposals table.
 */
export function awaitDecision({ waitingFor }: State): Partial<State> {
  interrupt({ waitingFor });
  return {};
}
