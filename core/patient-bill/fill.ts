import { Failure } from '../errors.ts';
import { dollars } from '../money.ts';
import type { Figure } from './figure.ts';

/** A sentence, or a few that belong together, as they stand before a patient, with where each amount comes from. */
export interface Said {
  /** Of the template, or of the notice. */
  readonly id: string;
  readonly text: string;
  readonly figures: readonly Figure[];
  /** The law or rule that asks for it. */
  readonly cites?: string;
}

/** What a template may name: figures, and words that are no amounts. */
export interface Filling {
  readonly figures: Readonly<Record<string, Figure | undefined>>;
  readonly words: Readonly<Record<string, string | undefined>>;
}

/** A template with its braces filled. Throws Failure `broken-promise` for one that names what is not there. */
export function fill(id: string, template: string, { figures, words }: Filling, cites?: string): Said {
  const used: Figure[] = [];
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name];
    if (figure !== undefined) used.push(figure);
    const put = figure === undefined ? words[name] : dollars(figure.amountCents);
    if (put === undefined) throw new Failure('broken-promise', `The sentence ${id} of a bill explanation has nothing to put for ${name}.`);
    return put;
  });
  return { id, text, figures: used, ...(cites !== undefined && { cites }) };
}
