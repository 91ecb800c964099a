/** The entries of a list written as one text with commas between, so that long tables stay readable. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
