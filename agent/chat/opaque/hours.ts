const HOUR = 3_600_000;

/** `, for 23 h more`; nothing for what is no moment. */
export function hoursUntil(moment: string, now: string): string {
  const hours = hoursBetween(now, moment);
  return hours === undefined ? '' : hours < 0 ? ', which has ended' : `, for ${hours} h more`;
}

/** `4 h ago` */
export function hoursSince(moment: string, now: string): string {
  const hours = hoursBetween(moment, now);
  return hours === undefined || hours < 0 ? '' : `${hours} h ago`;
}

function hoursBetween(from: string, until: string): number | undefined {
  const ms = Date.parse(until) - Date.parse(from);
  return Number.isFinite(ms) ? Math.floor(ms / HOUR) : undefined;
}
