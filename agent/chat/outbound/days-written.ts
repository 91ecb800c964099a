const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day as people write it: `1954-06-18`, `06/18/1954`, `6/18/54`, `18 June 1954`, `Jun 18, 1954`. */
export function daysWritten(day: string): readonly string[] {
  const [year = '', month = '', date = ''] = day.split('-');
  const [m, d] = [Number(month), Number(date)];
  const name = MONTHS[m - 1] ?? month;
  const short = name.slice(0, 3);
  const figures = [
    [month, date],
    [String(m), String(d)],
  ].flatMap(([one, other]) => ['/', '-', '.'].flatMap((sign) => [year, year.slice(2)].map((of) => [one, other, of].join(sign))));
  const european = ['/', '.'].flatMap((sign) => [[date, month, year].join(sign), [d, m, year].join(sign)]);
  const words = [name, short].flatMap((of) => [`${d} ${of} ${year}`, `${date} ${of} ${year}`, `${of} ${d}, ${year}`, `${of} ${d} ${year}`]);
  return [...new Set([day, `${year}${month}${date}`, `${year}/${month}/${date}`, ...figures, ...european, ...words])];
}
