/** One thing that a replay looks at. `cannot` is what can no longer be made again, and why; it is no sign of anything wrong. */
export interface Check {
  readonly what: string;
  readonly outcome: 'same' | 'differs' | 'cannot';
  readonly says: string;
}

export function same(what: string, says: string): Check {
  return { what, outcome: 'same', says };
}

export function differs(what: string, says: string): Check {
  return { what, outcome: 'differs', says };
}

export function cannot(what: string, says: string): Check {
  return { what, outcome: 'cannot', says };
}
