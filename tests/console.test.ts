import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';
import { openConsoleHospital, fieldsOf, formOf, titleOf, type ConsoleHospital, type Visitor } from './support/console-hospital.ts';
import { databases } from './support/databases.ts';
import { putDenial, putLaw, putTerms } from './support/denied-claims.ts';
import { resultOf } from './support/hospital.ts';

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`the pages behind the links, on ${name}`, () => {
    let at: ConsoleHospital;
    let dana: Visitor;
    let handle: string;
    beforeAll(async () => {
      at = await openConsoleHospital(await open());
      dana = await at.signedIn('coder');
      handle = await at.handle();
    });
    afterAll(() => at.close());

    const propose = async (code: string): Promise<string> => {
      const made = resultOf(await at.chat.hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: [code] }), ProposedCodes);
      return made.proposals[0]!.proposal;
    };
    const verdictsOn = (page: string) => [...page.matchAll(/name="verdict" value="(\w+)"/g)].map(([, verdict]) => verdict);
    const stateOf = (id: string) => at.chat.within(async ({ proposals }) => (await proposals.find(id))?.state);
    const entries = () => at.chat.within(({ ledger }) => ledger.list({}));

    test('a case shows its codes with the words and links to them, and each reading is an entry', async () => {
      const before = (await entries()).length;
      const page = await dana.get(`/k/${handle}`);
      const read = (await entries()).slice(before);

      expect(page.status).toBe(200);
      expect(page.text).toContain('I50.23');
      expect(page.text).toMatch(new RegExp(`href="/k/${handle}/\\d+\\?s=\\d+-\\d+#e1"`));
      expect(titleOf(page)).toBe(`${handle} · Countersign`);
      expect(read.map(({ leaf }) => [leaf.act, leaf.actor, leaf.channel, leaf.tool])).toEqual([
        ['tool.read', 'dana.reyes', 'console', 'suggest_codes'],
        ['tool.read', 'dana.reyes', 'console', 'list_work'],
      ]);
    });

    test('the letter of an appeal is fetched as a file, by whoever may read it and by nobody else', async () => {
      await at.chat.within(async (unit) => {
        await putTerms(unit);
        await putLaw(unit);
        await putDenial(unit, 'C-1', 'E-1042', { reason: 'CO-150' });
      });
      const outcome = await at.chat.hospital.ask('biller', 'draft_appeal', { claim: 'C-1' });
      const id = outcome.status === 'held' ? (outcome.proposals[0] ?? '') : '';
      const sam = await at.signedIn('biller');
      const page = await sam.get(`/p/${id}`);
      const [word, pdf] = [await sam.get(`/p/${id}/letter.docx`), await sam.get(`/p/${id}/letter.pdf`)];

      expect(page.text).toContain(`href="/p/${id}/letter.docx"`);
      expect(word.headers).toMatchObject({
        'content-disposition': `attachment; filename=${id}.docx`,
        'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'cache-control': 'no-store',
      });
      expect([word.text.slice(0, 2), pdf.text.slice(0, 5), pdf.headers['content-type']]).toEqual(['PK', '%PDF-', 'application/pdf']);
      expect((await entries()).slice(-2).map(({ leaf }) => [leaf.tool, leaf.actor])).toEqual([
        ['show_proposal', 'sam.ferro'],
        ['read_letter', 'sam.ferro'],
      ]);
      expect((await dana.get(`/p/${id}/letter.docx`)).status).toBe(403);
      expect((await at.visitor().get(`/p/${id}/letter.pdf`)).status).toBe(303);
      const adviser = await at.signedIn('compliance');
      expect((await adviser.get(`/p/${await propose('I50.23')}/letter.pdf`)).status).toBe(400);
      expect((await sam.get(`/p/${id}/letter.exe`)).status).toBe(404);
    });

    test('no letter is given of a proposal that was altered', async () => {
      const [{ id } = { id: '' }] = await at.chat.within(({ proposals }) => proposals.list({ kind: 'appeal.submit', limit: 1 }));
      const sam = await at.signedIn('biller');
      await at.chat.hospital.asOwner(`update proposal set subject = 'C-2' where id = '${id}'`);
      const page = await sam.get(`/p/${id}/letter.pdf`);
      await at.chat.hospital.asOwner(`update proposal set subject = 'C-1' where id = '${id}'`);

      expect([page.status, page.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
      expect((await sam.get(`/p/${id}/letter.pdf`)).status).toBe(200);
    });

    test('a link to a passage opens its document with those very words marked', async () => {
      const [, path = ''] = /href="(\/k\/[^"]+#e1)"/.exec((await dana.get(`/k/${handle}`)).text) ?? [];
      const page = await dana.get(path.replace('#e1', ''));

      expect(page.status).toBe(200);
      expect(page.text).toMatch(/<mark class="evidence" id="e1">[^<]+<\/mark>/);
    });

    test('no address of a page holds an identifier of the chart', async () => {
      const pages = await Promise.all(
        ['/queue', `/k/${handle}`, `/why/${handle}/I50.23`, `/p/${await propose('I50.23')}`].map((one) => dana.get(one)),
      );
      const addresses = pages.flatMap(({ text }) => [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, one]) => one));

      expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(addresses.filter((one) => /E-\d|D-\d|MRN|\d{4}-\d\d-\d\d/i.test(one ?? ''))).toEqual([]);
      expect(pages.map(titleOf).filter((one) => /E-\d/.test(one))).toEqual([]);
    });

    test('accepting is one decision of the person, bound to what was shown, and the page then says who and when', async () => {
      const id = await propose('E11.22');
      const shown = await dana.get(`/p/${id}`);
      const done = await dana.post(`/p/${id}`, fieldsOf(shown, 'accept'), { 'sec-fetch-site': 'same-origin', origin: 'null' });
      const after = await dana.get(done.headers.location ?? '');

      expect([done.status, done.headers.location]).toEqual([303, `/p/${id}`]);
      expect(after.text).toMatch(/Approved by Dana Reyes \(dana\.reyes\) at \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
      expect(after.text).not.toContain('name="verdict"');
      expect(await stateOf(id)).toBe('approved');
    });

    test('a form that is sent again decides nothing more and says who decided', async () => {
      const id = await propose('N18.32');
      const fields = fieldsOf(await dana.get(`/p/${id}`), 'accept');
      await dana.post(`/p/${id}`, fields);
      const effects = at.chat.effects();
      const again = await dana.post(`/p/${id}`, fields);

      expect(again.status).toBe(409);
      expect(again.text).toContain('role="alert"');
      expect(at.chat.effects()).toBe(effects);
      const acts = await at.chat.within(({ ledger }) => ledger.list({ proposal: id }));
      expect(acts.filter(({ leaf }) => leaf.act === 'proposal.approved')).toHaveLength(1);
    });

    test('rejecting takes a reason of the menu, and keeps the note', async () => {
      const id = await propose('D63.1');
      const fields = fieldsOf(await dana.get(`/p/${id}`), 'reject');
      const without = await dana.post(`/p/${id}`, fields);
      const waits = await stateOf(id);
      await dana.post(`/p/${id}`, { ...fields, reason: 'not-supported', note: 'labs do not show it' });
      const page = await dana.get(`/p/${id}`);

      expect([without.status, waits]).toEqual([400, 'pending']);
      expect(await stateOf(id)).toBe('rejected');
      expect(page.text).toContain('labs do not show it');
    });

    test('changing puts another code in its place and leads to it', async () => {
      const id = await propose('I25.5');
      const fields = fieldsOf(await dana.get(`/p/${id}`), 'change');
      const menu = [...(await dana.get(`/p/${id}`)).text.matchAll(/<option value="([\w-]+)"/g)].map(([, key]) => key);
      const changed = await dana.post(`/p/${id}`, { ...fields, to: 'I25.2', reason: menu[0] ?? '' });
      const page = await dana.get(`/p/${id}`);

      expect(changed.status).toBe(303);
      expect(await stateOf(id)).toBe('superseded');
      expect(page.text).toMatch(/<a class="button" href="\/p\/P-\d+">Open P-\d+<\/a>/);
    });

    test('escalating puts it up, and a coder is then told why they may not decide it', async () => {
      const id = await propose('Z79.4');
      await dana.post(`/p/${id}`, fieldsOf(await dana.get(`/p/${id}`), 'escalate'));
      const page = await dana.get(`/p/${id}`);

      expect(page.text).toContain('escalated');
      expect(page.text).toContain('may not decide');
      expect(verdictsOn(page.text)).toEqual(['withdraw']);
    });

    test('withdrawing takes back what one asked for, and is offered to nobody else', async () => {
      const id = await propose('Z79.01');
      const own = fieldsOf(await dana.get(`/p/${id}`), 'withdraw');
      const other = await (await at.signedIn('mira')).get(`/p/${id}`);
      await dana.post(`/p/${id}`, own);

      expect(verdictsOn(other.text)).not.toContain('withdraw');
      expect(await stateOf(id)).toBe('withdrawn');
    });

    test('what changed since the page was shown is refused with the fresh one beside it', async () => {
      const id = await propose('Z79.82');
      const fields = fieldsOf(await dana.get(`/p/${id}`), 'accept');
      const stale = await dana.post(`/p/${id}`, { ...fields, seen: 'f'.repeat(64) });

      expect(stale.status).toBe(409);
      expect(stale.text).toContain('no longer what you were shown');
      expect(await stateOf(id)).toBe('pending');
    });

    test('what a biller may not see in any other place is refused here too, and the refusal is an entry', async () => {
      const id = await propose('Z95.5');
      const sam = await at.signedIn('biller');
      const before = (await entries()).length;
      const refused = await Promise.all(
        [`/p/${id}`, `/k/${handle}/1`, `/k/${handle}/99`, `/why/${handle}/I50.23`].map((one) => sam.get(one)),
      );
      const acts = (await entries()).slice(before);

      expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
      expect(refused.every(({ text }) => !text.includes('class="notetext"'))).toBe(true);
      expect(acts.map(({ leaf }) => [leaf.act, leaf.actor])).toEqual(Array.from({ length: 4 }, () => ['tool.refused', 'sam.ferro']));
      const fields = { ...fieldsOf(await dana.get(`/p/${id}`), 'accept'), form: formOf(await sam.get('/queue')) };
      const forged = await sam.post(`/p/${id}`, fields);
      expect(forged.text).not.toContain('did not come from a page of yours');
      expect(forged.status).toBe(403);
      expect(await stateOf(id)).toBe('pending');
    });

    test('a right that is taken away while a page is open is gone at the click', async () => {
      const id = await propose('I10');
      const lee = await at.signedIn('lead');
      const fields = fieldsOf(await lee.get(`/p/${id}`), 'accept');
      const person = at.chat.hospital.person('lead');
      await at.chat.within((unit) => setPrincipal(unit, { ...person, active: false }, at.chat.hospital.tenant));
      const pressed = await lee.post(`/p/${id}`, fields);
      await at.chat.within((unit) => setPrincipal(unit, person, at.chat.hospital.tenant));

      expect([pressed.status, pressed.headers.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(`/p/${id}`)}`]);
      expect(await stateOf(id)).toBe('pending');
      // The session ended with it, and is not there again when the person is.
      expect((await lee.get('/queue')).status).toBe(303);
    });

    test('one that was altered in the database is shown with a loud warning, and without its card or a button', async () => {
      const id = await propose('E78.5');
      await at.chat.hospital.asOwner(`update proposal set preview = replace(preview::text, 'E78.5', 'I21.9')::json where id = '${id}'`);
      const page = await dana.get(`/p/${id}`);

      expect(page.text).toContain('changed in the database after it was made');
      expect(page.text).not.toContain('name="verdict"');
      expect(page.text).not.toContain('Write this diagnosis');
    });

    test('nothing broke in any of it', () => expect(at.noted).toEqual([]));
  });
}
