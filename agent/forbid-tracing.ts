const SWITCHES = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGCHAIN_VERBOSE'] as const;

/**
 * Switches off LangChain's own tracing, which sends every prompt to a third party, and its printing of prompts. It reads these
 * variables whenever a model or a graph runs, so they are overwritten here and nowhere read.
 */
export function forbidTracing(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of SWITCHES) delete environment[name];
}
