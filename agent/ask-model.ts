import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import type { ToolCall } from '@langchain/core/messages/tool';

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly schema: object;
}

type Answered = { readonly text: string; readonly calls: readonly ToolCall[] } | { readonly failed: string };

const PATIENCE_MS = 20_000;

/**
 * Asks a model once. It never throws: a model that fails, refuses or keeps us waiting is a model that said nothing, and the
 * caller has a plain way without it. The reason holds nothing of what was asked.
 */
export async function askModel(
  model: BaseChatModel,
  messages: readonly BaseMessage[],
  tools: readonly ModelTool[] = [],
  patienceMs = PATIENCE_MS,
): Promise<Answered> {
  const patience = new AbortController();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => {
    patience.abort();
    late.resolve('late');
  }, patienceMs);
  try {
    const runnable = tools.length === 0 || model.bindTools === undefined ? model : model.bindTools([...tools].map(functionOf));
    const answered: AIMessageChunk | 'late' = await Promise.race([
      runnable.invoke([...messages], { signal: patience.signal }),
      late.promise,
    ]);
    if (answered === 'late') return { failed: 'it did not answer in time' };
    return { text: answered.text, calls: answered.tool_calls ?? [] };
  } catch {
    return { failed: patience.signal.aborted ? 'it did not answer in time' : 'it could not be reached or refused' };
  } finally {
    clearTimeout(timer);
  }
}

function functionOf({ name, description, schema }: ModelTool) {
  return { type: 'function' as const, function: { name, description, parameters: schema } };
}
