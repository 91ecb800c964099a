/** A moment as people read it, to the minute: `2026-11-24 12:38 UTC`. The result keeps it to the millisecond. */
export function inMinutes(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
