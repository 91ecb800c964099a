import { join } from 'node:path';
import { appealLine } from '#app/bulk/appeal-line.ts';
import { readAppealCalendar } from '#connectors/reference-data/read-appeal-calendar.ts';
import type { AppealCalendar } from '#core/appeals/calendar/appeal-calendar.ts';
import type { AppealCase } from './read-cases.ts';

export function shippedCalendar(): AppealCalendar {
  return readAppealCalendar(join(import.meta.dirname, '..', '..', 'starter', 'appeals', 'calendar.yaml'));
}

/** What is wrong with the answer to a case, asked as `countersign appeal-window` asks; `undefined` where all three parts are right. */
export function faultOf({ expect, why, ...asked }: AppealCase, calendar: AppealCalendar): string | undefined {
  const { deadline, allowed, reason } = appealLine(asked, calendar) as AppealCase['expect'];
  const said = [deadline, allowed, reason].map(String).join(' ');
  const wanted = [expect.deadline, expect.allowed, expect.reason].map(String).join(' ');
  return said === wanted ? undefined : `${asked.id} (${why}): said ${said}, wanted ${wanted}`;
}
