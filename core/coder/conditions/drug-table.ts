import { anchoredOn } from '../../terminology/statement-anchors.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import { maySilent, statementWords } from '../../terminology/statement-words.ts';
import type { StatementOrigin } from '../../terminology/statements.ts';
import { classOf } from './drug-classes.ts';
import { listed } from '../../text/listed.ts';

/** A column of the table of drugs, as its statements say it. */
export type Intent =
  | 'poisoning'
  | 'poisoning self harm'
  | 'poisoning assault'
  | 'poisoning undetermined'
  | 'adverse effect'
  | 'underdosing';

export interface DrugCode {
  /** The code without its seventh character. */
  readonly target: string;
  /** Where it stands: `Amiodarone > adverse effect`. */
  readonly label: string;
  readonly origin: StatementOrigin | 'phrase';
}

/** What the table lists and what a body has, eats or measures of itself: "due to calcium" names no drug that was taken. */
const NO_DRUGS = new Set(
  listed(`acth, adrenal, aldosterone, androgen, androgens, angiotensin, blood, plasma, calcitonin, calcium, cortisol, dextrose, dopamine,
    erythropoietin, estrogen, ferritin, fibrinogen, fsh, lh, tsh, glucose, sugar, hormone, hormones, iron, lactose, fructose, gluten, oxygen, potassium,
    sodium, magnesium, phosphate, phosphorus, water, salt, vitamin, vitamins, vitamin d, vitamin b12, folate, zinc, copper, protein, albumin, histamine,
    testosterone, progesterone, thyroid, urea, ammonia, bile, pollen, dust, food, milk, fiber, caffeine, coffee, tea, alcohol, ethanol, air, gas, tobacco,
    nicotine, marijuana, cannabis, heroin, cocaine, amphetamine, methamphetamine, soap, latex, oil, acid, acids, ash, starch, gelatin, globulin,
    drug, drugs, medication, medications, medicine, substance, chemical, agent, serum, vaccine, fat, lipid, lipids, enzyme, enzymes, growth hormone,
    epinephrine, norepinephrine, adrenaline, noradrenaline, nitrogen, carbon dioxide, secretin, gastrin, glucagon, prolactin, renin, thrombin, amino acid,
    cold, heat, cream, mouthwash, toothpaste, shampoo, lotion, powder, bran, honey, wax, peanut, egg, tar, cement`),
);
const MOST_WORDS = 3;
const DRUGS = ['T36-T50'];
/** Where a title says the same as the table, it stands for it. */
const TABLES: ReadonlySet<StatementOrigin> = new Set(['drug', 'title', 'inclusion']);

/** The longest name of a drug that a row of words begins with (or ends with), and its code for an intent. */
export function drugIn(
  words: readonly string[],
  from: 'start' | 'end',
  intent: Intent,
  edition: CompiledEdition,
): (DrugCode & { readonly words: number }) | undefined {
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count -= 1) {
    const row = (from === 'start' ? words.slice(0, count) : words.slice(-count)).map((word) => word.toLowerCase());
    if (row.some(maySilent)) continue;
    const name = row.join(' ');
    const found = name.length < 4 || NO_DRUGS.has(name) ? undefined : (columnOf(name, intent, edition) ?? ofClass(name, intent));
    if (found !== undefined) return { ...found, words: count };
  }
  return undefined;
}

/** The character by which the table tells each intent. */
const CHARACTERS: Readonly<Record<Intent, string>> = {
  poisoning: '1',
  'poisoning self harm': '2',
  'poisoning assault': '3',
  'poisoning undetermined': '4',
  'adverse effect': '5',
  underdosing: '6',
};

function ofClass(name: string, intent: Intent): DrugCode | undefined {
  const stem = classOf(name);
  return stem === undefined
    ? undefined
    : { target: `${stem}${CHARACTERS[intent]}`, label: `${name}, by its class > ${intent}`, origin: 'phrase' };
}

/** What the table of drugs gives for a drug in one of its columns; `undefined` where it has no such drug. */
function columnOf(name: string, intent: Intent, { statements }: CompiledEdition): DrugCode | undefined {
  const wanted = new Set(statementWords(`${intent} ${name}`).map((word) => statements.wordOf(word)));
  if (wanted.has(-1)) return undefined;
  for (const word of wanted) {
    for (const statement of anchoredOn(statements.anchors, word)) {
      const members = statements.members(statement);
      if (members.length !== wanted.size || !members.every((member) => wanted.has(member))) continue;
      const { target, origin, label } = statements.at(statement);
      if (TABLES.has(origin) && inAnyPattern(DRUGS, target)) return { target, label, origin };
    }
  }
  return undefined;
}
