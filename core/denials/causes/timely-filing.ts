import { daysBetween, plusDays } from '../../appeals/calendar/days.ts';
import type { FindCause } from './cause.ts';

/** The dates of service, filing and acknowledgement against the payer's limit, where it was entered. */
export const timelyFiling: FindCause = (_reason, { denial: { claim, remitted }, terms }) => {
  const days = terms?.filingDays;
  const filed = claim.filedOn;
  const received = claim.acknowledgedOn ?? remitted.received;
  const told =
    received === undefined
      ? 'No acknowledgement of it (277CA) is on file.'
      : claim.acknowledgedOn === undefined
        ? `The payer itself says that it received it on ${received}.`
        : `Its acknowledgement (277CA) is of ${received}.`;
  if (filed === undefined) return [{ says: `When ${claim.id} was filed is not on file. ${told}`, shownBy: [`claim ${claim.id}`] }];
  const took = daysBetween(claim.to, filed);
  const dates = `Service ended on ${claim.to}; ${claim.id} was filed on ${filed}, ${took} days later. ${told}`;
  const shownBy = [`claim ${claim.id}`];
  if (days === undefined)
    return [{ says: `${dates} The payer's filing limit was not entered, so nobody can say from here whether that was in time.`, shownBy }];
  const last = plusDays(claim.to, days);
  const counted = received ?? filed;
  return counted <= last
    ? [{ says: `${dates} The limit is ${days} days, which ended on ${last}: it was in time.`, shownBy, leadsTo: 'appeal' }]
    : [
        {
          says: `${dates} The limit is ${days} days, which ended on ${last}: it was too late. The patient is not to be billed for that.`,
          shownBy,
          leadsTo: 'none',
        },
      ];
};
