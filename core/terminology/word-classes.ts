import { CONDITION_WORDS } from './condition-words.ts';
import { ORGAN_WORDS } from './organ-words.ts';

/**
 * Words that mean one thing in a diagnosis: the first of a line stands for the others. Nouns with their adjectives, Latin and
 * everyday names of one organ, and forms of one word. Words that differ in a code ("acute", "subacute") are never joined.
 */
export const WORD_CLASSES = `${ORGAN_WORDS.trim()}\n${CONDITION_WORDS.trim()}`;
