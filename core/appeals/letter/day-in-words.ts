const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-03-04` as a letter has it: `March 4, 2026`. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  return `${MONTHS[Number(month) - 1] ?? month} ${Number(date)}, ${year}`;
}
