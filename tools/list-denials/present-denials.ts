import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import { appealInShort } from '../billing/appeal-told.ts';
import { MOST_LISTED, type DenialsListed } from './denials-listed.ts';

const STANDS_FIRST: Readonly<Record<DenialsListed['order'], string>> = {
  work: 'What closes within a week stands first, what is past its last day last, and the others by money times odds.',
  amount: 'What is refused most stands first, whatever its odds and its last day.',
  deadline: 'The nearest last day stands first, then what has none that is known, and what is past last.',
};

export function presentDenials(listed: DenialsListed): Block[] {
  const { asked, open, appealed, openClaims, openCents, order, ever, trends } = listed;
  const beyond = warned(listed).map((text): Block => ({ kind: 'note', tone: 'warning', text }));
  const title: Block = { kind: 'title', text: asked };
  const total: Block = {
    kind: 'text',
    text:
      openClaims === 0
        ? 'No such claim is refused now.'
        : `${openClaims === 1 ? '1 claim is' : `${openClaims} claims are`} refused now, ${dollars(openCents)} in all.`,
  };
  if (trends !== undefined) return [title, trendTable(trends), total, everText(ever), ...beyond];
  const blocks: Block[] = [title, total];
  if (open.length > 0) blocks.push(workTable(open));
  if (open.length + appealed.length < openClaims)
    blocks.push({
      kind: 'text',
      text: `The first ${open.length} are shown.${open.length === MOST_LISTED ? ' Name a payer or a family to see others.' : ''}`,
    });
  if (open.length > 0)
    blocks.push({
      kind: 'note',
      tone: 'plain',
      text: `${STANDS_FIRST[order]} Odds are (paid after all + 1) / (answered + 2) of the same payer and family; behind them stands how many were answered.`,
    });
  if (appealed.length > 0) blocks.push({ kind: 'title', text: 'Refused still, with an appeal under way' }, appealedTable(appealed));
  return [...blocks, ...beyond];
}

function warned({ more, leftOut }: DenialsListed): readonly string[] {
  const missing = `Left out, because a record was changed in the database and not by Countersign: ${leftOut.join(', ')} (of a remittance, every claim that it names). Tell your compliance officer.`;
  return [...(more ? ['Only the newest refusals were looked at; there are more.'] : []), ...(leftOut.length === 0 ? [] : [missing])];
}

function everText({ claims, refusedCents, won, recoveredCents }: DenialsListed['ever']): Block {
  const rate = refusedCents === 0 ? '' : `, ${Math.round((100 * recoveredCents) / refusedCents)} %`;
  const paid = `${won} of ${claims} ${claims === 1 ? 'claim' : 'claims'} ever refused ${won === 1 ? 'was' : 'were'} paid after all`;
  return { kind: 'text', text: `${paid}: ${dollars(recoveredCents)} of ${dollars(refusedCents)} refused${rate}.` };
}

function workTable(open: DenialsListed['open']): Block {
  const answered = open.some(({ appeal }) => appeal !== undefined);
  return {
    kind: 'table',
    columns: ['', 'Claim', 'Payer', 'Refused for', 'Refused', 'Odds', 'Last day', ...(answered ? ['Appeal'] : [])],
    rows: open.map(({ place, claim, payer, families, refusedCents, odds, seen, deadline, appeal }) => [
      String(place),
      claim,
      payer,
      families.map((one) => one.replaceAll('-', ' ')).join(', '),
      dollars(refusedCents),
      seen === 0 ? 'no history' : `${odds.toFixed(2)} of ${seen}`,
      deadline,
      ...(answered ? [appeal === undefined ? '' : appealInShort(appeal)] : []),
    ]),
  };
}

function appealedTable(appealed: DenialsListed['appealed']): Block {
  return {
    kind: 'table',
    columns: ['Claim', 'Payer', 'Refused for', 'Refused', 'Appeal', 'Last day'],
    rows: appealed.map(({ claim, payer, families, refusedCents, appeal, deadline }) => [
      claim,
      payer,
      families.map((one) => one.replaceAll('-', ' ')).join(', '),
      dollars(refusedCents),
      appeal === undefined ? '' : appealInShort(appeal),
      deadline === 'none' ? '' : deadline,
    ]),
  };
}

function trendTable({ by, rows }: NonNullable<DenialsListed['trends']>): Block {
  return {
    kind: 'table',
    columns: [by.slice(0, 1).toUpperCase() + by.slice(1), 'Claims', 'Refused', 'Paid after all', 'Recovered'],
    rows: rows.map(({ key, claims, refusedCents, won, recoveredCents }) => [
      key,
      String(claims),
      dollars(refusedCents),
      String(won),
      dollars(recoveredCents),
    ]),
  };
}
