export interface AddendaCounts {
  readonly added: number;
  readonly deleted: number;
  readonly revised: number;
}

/** How many lines the text of an index or tabular addendum adds, deletes and revises. `No Change` lines only say where. */
export function countAddenda(text: string): AddendaCounts {
  const count = (start: string): number => text.split('\n').filter((line) => line.startsWith(`${start} `)).length;
  return { added: count('Add'), deleted: count('Delete'), revised: count('Revise to') };
}
