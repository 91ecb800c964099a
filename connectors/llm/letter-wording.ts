import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage } from '@langchain/core/messages';
import { askModel } from '#agent/ask-model.ts';
import type { Wordings } from '#core/appeals/letter/wording/word-letter.ts';
import { quarantine, renderPrompt } from '#prompts/render.ts';
import type { LetterWording } from '#tools/define-tool.ts';

const MOST_SENTENCES = 40;
const JOINING = '"the", "this", "which", "and", "also", "further", "for", "of", "on" and "respectfully"';
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.+?)\s*$/u;

/**
 * A chat model that words sentences of letters, all of a letter in one question. It is shown them inside the marked block. A model that fails, is too
 * slow or answers something else words none; what it says of a sentence is checked by whoever asked.
 */
export function letterWording(model: BaseChatModel, patienceMs?: number): LetterWording {
  return {
    async word(sentences) {
      const asked = sentences.slice(0, MOST_SENTENCES);
      const numbered = asked.map((sentence, at) => `${at + 1}. ${sentence}`).join('\n');
      const prompt = renderPrompt('word-letter', { free: JOINING, quarantined: quarantine(numbered) });
      const answer = await askModel(model, [new HumanMessage(prompt)], [], patienceMs);
      return 'text' in answer ? readWordings(answer.text, asked) : new Map();
    },
  };
}

/** What stands behind each number. A number that comes twice, or is none that was asked, says nothing. */
function readWordings(text: string, asked: readonly string[]): Wordings {
  const said = text.split('\n').flatMap((line) => {
    const [, number, worded] = NUMBERED.exec(line) ?? [];
    const sentence = number === undefined ? undefined : asked[Number(number) - 1];
    return sentence === undefined || worded === undefined ? [] : [[sentence, worded] as const];
  });
  return new Map(said.filter(([sentence]) => said.filter(([other]) => other === sentence).length === 1));
}
