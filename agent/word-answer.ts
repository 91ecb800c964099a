import { HumanMessage } from '@langchain/core/messages';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Block } from '#core/answer/block.ts';
import { harmless, quarantine, renderPrompt } from '#prompts/render.ts';
import { askModel } from './ask-model.ts';

const MOST_EVIDENCE = 24_000;

/**
 * Has a model put an answer into a few sentences. It sees chart text only inside the marked block, and what it says is checked
 * before anybody sees it. `undefined` when it fails, is too slow or says nothing: the plain answer needs no model.
 */
export async function wordAnswer(model: BaseChatModel, question: string, blocks: readonly Block[]): Promise<string | undefined> {
  const evidence = blocks.map(written).join('\n').slice(0, MOST_EVIDENCE);
  const prompt = renderPrompt('word-answer', { sentences: '4', quarantined: quarantine(evidence), question: harmless(question) });
  const answer = await askModel(model, [new HumanMessage(prompt)]);
  const text = 'text' in answer ? plain(answer.text) : '';
  return text === '' ? undefined : text;
}

function written(block: Block): string {
  switch (block.kind) {
    case 'title':
    case 'text':
    case 'note':
      return block.text;
    case 'quote':
      return `"${block.text}" (${block.source})`;
    case 'facts':
      return block.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'list':
      return block.items.join('\n');
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(' | ')).join('\n');
    case 'proposal':
      return `${block.id} ${block.state}: ${block.says}`;
  }
}

/** Blocks hold no markup, and control characters have no place in an answer. */
function plain(text: string): string {
  return text
    .replace(/[*_`#]{1,3}(?=\S)|(?<=\S)[*_`#]{1,3}/g, '')
    .replace(/[^\P{C}\n]/gu, '')
    .trim();
}
