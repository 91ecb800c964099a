import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { forbidTracing } from '#agent/forbid-tracing.ts';

export interface ModelSetting {
  readonly provider: 'openai' | 'anthropic';
  readonly model: string;
  /** Address of an OpenAI-compatible or Anthropic-compatible server; the provider's own when absent. */
  readonly url?: string;
  readonly key?: string;
}

const TIMEOUT_MS = 20_000;
/** One more try for a dropped connection. Whoever asks has a way without the model, so it does not insist. */
const RETRIES = 1;
/** What a local server without keys is given: the clients refuse to start with none. */
const NO_KEY = 'none';

/**
 * A chat model by one setting. The provider's client is loaded only when one is set, and LangChain's tracing is switched off
 * before it is.
 */
export async function chatModel({ provider, model, url, key = NO_KEY }: ModelSetting): Promise<BaseChatModel> {
  forbidTracing();
  if (provider === 'openai') {
    const { ChatOpenAI } = await import('@langchain/openai');
    return new ChatOpenAI({
      model,
      apiKey: key,
      temperature: 0,
      timeout: TIMEOUT_MS,
      maxRetries: RETRIES,
      ...(url !== undefined && { configuration: { baseURL: url } }),
    });
  }
  const { ChatAnthropic } = await import('@langchain/anthropic');
  return new ChatAnthropic({
    model,
    apiKey: key,
    temperature: 0,
    maxTokens: 1_024,
    maxRetries: RETRIES,
    clientOptions: { timeout: TIMEOUT_MS },
    ...(url !== undefined && { anthropicApiUrl: url }),
  });
}
