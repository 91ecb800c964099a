import type { z } from 'zod';
import { Work } from '#tools/list-work/work.ts';

/** What waits, and the charts that are there. */
export const ListedWork = Work.pick({ waiting: true, waitingForOthers: true, charts: true });
export type ListedWork = z.infer<typeof ListedWork>;
