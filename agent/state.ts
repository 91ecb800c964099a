import { Annotation } from '@langchain/langgraph';

/** What is written to the database of a turn: references, and never a word of a person or a chart. */
export const State = Annotation.Root({
  tenant: Annotation<string>,
  turn: Annotation<string>,
  /** Steps of the plan carried out so far, and how many there are. */
  done: Annotation<number>,
  steps: Annotation<number>,
  /** Proposals made in the turn that nobody has decided yet. */
  waitingFor: Annotation<readonly string[]>,
});
export type State = typeof State.State;
