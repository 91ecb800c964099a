/** `$1,250.50`, `40 dollars`, `12.30 usd`: the first amount of a text, in cents; `undefined` where it names none. */
export function centsIn(text: string): number | undefined {
  const found = /\$ ?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?![\d.]*\d)|\b(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))? ?(?:dollars?|usd)\b/i.exec(
    text,
  );
  if (found === null) return undefined;
  const [, dollars = found[3], cents = found[4]] = found;
  return Number(dollars?.replaceAll(',', '')) * 100 + Number(cents ?? 0);
}

/** The first day that a text names as 2026-12-01; `undefined` where it names none. */
export function dayIn(text: string): string | undefined {
  return /\b(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b/.exec(text)?.[1];
}
