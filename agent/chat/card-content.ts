import type { Block } from '#core/answer/block.ts';
import { CodeChangePayload, CodePayload } from '#guardrails/effects/payloads.ts';
import { isDoubt } from '#guardrails/doubt.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import { isCode } from '#guardrails/standing.ts';
import { warningsOf } from '#tools/propose-codes/draft-code.ts';
import type { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { dollars } from '#core/money.ts';
import { flagsOrders, ORDERS } from './opaque/coding-words.ts';
import type { PhiMode } from './store.ts';
import type { CardView } from './view.ts';

type Row = readonly [string, string];

/** What a card says of the effect itself. */
export interface CardContent extends Pick<CardView, 'title' | 'warnings' | 'quotes'> {
  readonly effect: readonly Row[];
  /** Whether all of the effect is said: nobody is asked to sign what they were not shown. */
  readonly whole: boolean;
}

type Proposed = ShownProposal['proposal'];

/** Effects on what everybody uses. Nothing in them is of a patient. */
const OF_NO_PATIENT: ReadonlySet<EffectKind> = new Set<EffectKind>(['rule-pack.activate', 'edition.activate', 'policy.change']);

export function contentOf({ proposal, amountCents }: ShownProposal, phi: PhiMode): CardContent {
  const open = phi === 'full' || OF_NO_PATIENT.has(proposal.kind);
  if (isCode(proposal.kind)) return codeContent(proposal, open);
  if (!open) return { title: proposal.kind, effect: [], quotes: [], warnings: [NOT_SHOWN], whole: false };
  const content = wholeContent(proposal);
  const amount: readonly Row[] = amountCents === undefined ? [] : [['Amount', dollars(amountCents)]];
  return { ...content, effect: [['Effect', `${proposal.kind} ${proposal.subject}`], ...amount, ...content.effect] };
}

const NOT_SHOWN = 'What it says is of a patient, and this place may hold nothing of patients. Open it to read and decide it.';

/** A code and its official title are nobody's; the words of the chart that it rests on are. */
function codeContent(proposal: Proposed, open: boolean): CardContent {
  const { preview, subject, payload } = proposal;
  const schema = proposal.kind === 'code.change' ? CodeChangePayload : CodePayload;
  const read = schema.safeParse(payload);
  const found = preview.filter((block) => block.kind === 'quote');
  const flags = found.flatMap((quote) => quote.flags ?? []);
  const warnings = warningsOf(proposal).map((text) => (open ? text : withoutChart(text, subject)));
  return {
    title: read.success ? `${subject}  ${read.data.title}` : subject,
    effect: read.success ? [['Effect', effectOf(read.data)]] : [],
    quotes: open ? found.map(({ text, source, flags = [] }) => ({ text, source, flags })) : [],
    warnings: [...new Set([...warnings, ...(flags.length > 0 && !open ? [flagsOrders(flags) ? ORDERS : FLAGGED] : [])])],
    whole: read.success,
  };
}

function effectOf({ rank, replaces }: Pick<CodePayload, 'rank'> & { readonly replaces?: string }): string {
  const instead = replaces === undefined ? '' : ` in the place of ${replaces}`;
  return `Write this diagnosis${rank === 'principal' ? ' as the first-listed one' : ''}${instead}`;
}

const FLAGGED = 'Words of the chart that it rests on bear a warning. Read them before you decide.';

/** Of codes alone: a chart may quote the rest of the sentence. */
const EXCLUSION = /^[A-Z0-9.]{3,8} and [A-Z0-9.]{3,8} exclude each other \(Excludes1 at [A-Z0-9.]{3,8}\)/;

/** A warning without what it quotes from a chart, or from what a person wrote. */
function withoutChart(warning: string, code: string): string {
  const [excluding] = EXCLUSION.exec(warning) ?? [];
  if (excluding !== undefined) return `${excluding}. Read the card before you decide.`;
  if (isDoubt(warning)) return `${warning.slice(0, warning.indexOf(':'))}. Read why before you decide.`;
  if (warning.startsWith('The chart denies ')) return `Words of the chart deny ${code}. Read them before you decide.`;
  if (warning.startsWith('The coder program does not suggest '))
    return "The coder program does not suggest this code. It is added on the asker's own reading of the chart.";
  if (warning.startsWith(`${code} was rejected`)) return `${code} was rejected on this case before.`;
  return 'There is a warning on it that is not shown here. Read it before you decide.';
}

function wholeContent({ kind, subject, preview }: Proposed): CardContent {
  const [first, ...rest] = preview;
  const titled = first?.kind === 'title';
  const shown = titled ? rest : preview;
  return {
    title: titled ? first.text : `${kind} ${subject}`,
    effect: shown.flatMap(rowsOf),
    quotes: shown.flatMap((block) =>
      block.kind === 'quote' ? [{ text: block.text, source: block.source, flags: block.flags ?? [] }] : [],
    ),
    warnings: warningsOf({ preview }),
    whole: true,
  };
}

/** What a card takes as the name of a row. */
const LONGEST_HEAD = 40;

function headRow(text: string): Row {
  return text.length <= LONGEST_HEAD ? [text, ''] : ['', text];
}

function inARow(cells: readonly string[]): string {
  return cells.map((cell) => (cell.trim() === '' ? '–' : cell)).join(' · ');
}

function rowsOf(block: Block): readonly Row[] {
  switch (block.kind) {
    case 'facts':
      return block.rows;
    case 'list':
      return block.items.map((item) => ['', item] as const);
    case 'table':
      return [headRow(inARow(block.columns)), ...block.rows.map((cells) => ['', inARow(cells)] as const)];
    case 'title':
      return [headRow(block.text)];
    case 'text':
      return [['', block.text]];
    case 'proposal':
      return [['', `${block.id} ${block.state}: ${block.says}`]];
    case 'note':
      return block.tone === 'warning' ? [] : [['', block.text]];
    case 'quote':
      return [];
  }
}
