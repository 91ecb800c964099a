/** `Ana` of `Ana Reyes` and of `Reyes, Ana`: whoever is addressed is called by it, and by no more. */
export function firstNameOf(name: string): string | undefined {
  const [last = '', after] = name.split(',');
  const first = (after ?? last).trim().split(/\s+/)[0];
  return first === undefined || first === '' ? undefined : first;
}
