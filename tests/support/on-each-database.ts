import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { subjectOver, type Subject } from '../contracts/subject.ts';
import { openCase, type Case } from './a-case.ts';
import { databases } from './databases.ts';

/** What a test of decisions has on each database: a case of its own for every test. */
export interface OnDatabase {
  readonly name: 'embedded' | 'postgres';
  readonly subject: Subject;
  readonly now: Case;
  /** The same database as another process has it. */
  readonly again: () => Subject;
  readonly within: <T>(work: (unit: SetUpUnit) => Promise<T>) => Promise<T>;
}

/** Describes the same on each database that can be used here. `at` may be read in tests and hooks, not while they are described. */
export async function onEachDatabase(says: string, tests: (at: OnDatabase) => void): Promise<void> {
  for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
    describe(`${says}, on ${name}`, () => {
      let database: Database | undefined;
      let subject: Subject;
      let now: Case;
      beforeAll(async () => {
        database = await open();
        subject = subjectOver(database);
      });
      afterAll(() => database?.close());
      beforeEach(async () => {
        now = await openCase(subject);
      });
      tests({
        name,
        get subject() {
          return subject;
        },
        get now() {
          return now;
        },
        again: () => subjectOver(opened(database)),
        within: (work) => subject.store.within(now.tenant, work),
      });
    });
  }
}

function opened(database: Database | undefined): Database {
  if (database === undefined) throw new Error('the database did not open');
  return database;
}
