/** The episode of care that a seventh character tells (guidelines I.C.19.a and I.C.19.c). */
export interface Episode {
  readonly phase: 'initial' | 'subsequent' | 'sequela';
  readonly open: boolean;
  readonly healing: 'routine' | 'delayed' | 'nonunion' | 'malunion';
}

const HEALING = {
  routine: { closed: 'D', open: 'E' },
  delayed: { closed: 'G', open: 'H' },
  nonunion: { closed: 'K', open: 'M' },
  malunion: { closed: 'P', open: 'Q' },
} as const;

/**
 * The seventh character for an episode among those that a stem allows. A fracture not said to be open is closed
 * (I.C.19.c), which is why `A` and `D` are what remains when the letters know nothing of healing.
 */
export function seventhCharacter(allowed: ReadonlySet<string>, { phase, open, healing }: Episode): string | undefined {
  if (phase === 'sequela') return allowed.has('S') ? 'S' : undefined;
  if (phase === 'initial') {
    const letter = open && allowed.has('B') ? 'B' : 'A';
    return allowed.has(letter) ? letter : undefined;
  }
  const side = open && allowed.has('E') ? 'open' : 'closed';
  const letter = allowed.has('G') ? HEALING[healing][side] : 'D';
  return allowed.has(letter) ? letter : undefined;
}

/** The six characters before the seventh, placeholders filled in: `W10.9` is `W10.9XX`. */
export function stemOf(target: string): string {
  const bare = target.replace('?', '').replace('.', '').padEnd(6, 'X');
  return `${bare.slice(0, 3)}.${bare.slice(3)}`;
}
