import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '#connectors/postgres/open-database.ts';
import { databases } from '../support/databases.ts';
import { billingContract } from './billing.contract.ts';
import { chartsContract } from './charts.contract.ts';
import { ledgerContract } from './ledger.contract.ts';
import { outboxContract } from './outbox.contract.ts';
import { proposalsContract } from './proposals.contract.ts';
import { recordsContract } from './records.contract.ts';
import { subjectOver, type Subject } from './subject.ts';
import { tenancyContract } from './tenancy.contract.ts';
import { transactionContract } from './transaction.contract.ts';

for (const { name, skip, open } of await databases()) {
  describe.skipIf(skip !== undefined)(`the store on ${name}`, () => {
    let database: Database | undefined;
    let subject: Subject | undefined;
    beforeAll(async () => {
      database = await open();
      subject = subjectOver(database);
    });
    afterAll(() => database?.close());
    const opened = () => {
      if (subject === undefined) throw new Error('the database did not open');
      return subject;
    };

    describe('tenants', () => {
      tenancyContract(opened);
    });
    describe('transactions', () => {
      transactionContract(opened);
    });
    describe('ledger', () => {
      ledgerContract(opened);
    });
    describe('proposals', () => {
      proposalsContract(opened);
    });
    describe('outbox', () => {
      outboxContract(opened);
    });
    describe('charts', () => {
      chartsContract(opened);
    });
    describe('records', () => {
      recordsContract(opened);
    });
    describe('billing', () => {
      billingContract(opened);
    });
  });
}
