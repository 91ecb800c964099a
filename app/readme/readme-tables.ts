import { APPROVAL } from '#guardrails/risk.ts';
import { TOOLS } from '#tools/registry.ts';
import { actionsTable } from './actions-table.ts';
import { Settings } from '../settings/settings.ts';

/** The tables of the README and of docs/chat.md, made from the code. `npm run docs` writes them; a test holds the pages to them. */
export function readmeTables(): Readonly<Record<'settings' | 'tools' | 'actions', string>> {
  const settings = Object.entries(Settings.shape).map(([name, field]) => `| \`${name}\` | ${field.description ?? ''} |`);
  const tools = TOOLS.map(
    ({ name, summary, risk }) => `| \`${name}\` | ${summary} | ${APPROVAL[risk] === 'pass' ? 'reads' : 'proposes'} |`,
  );
  return {
    settings: ['| setting | what it does |', '|---|---|', ...settings].join('\n'),
    actions: actionsTable(),
    tools: ['| tool | what it gives | |', '|---|---|---|', ...tools].join('\n'),
  };
}

/** Pages in which a table stands that is made from the code. */
export const PAGES_WITH_TABLES = ['README.md', 'docs/chat.md'] as const;

/** A text with what stands between `<!-- name -->` and `<!-- end -->` replaced by each table. */
export function withTables(text: string): string {
  return Object.entries(readmeTables()).reduce(
    (page, [name, table]) =>
      page.replace(new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end -->`), `<!-- ${name} -->\n\n${table}\n\n<!-- end -->`),
    text,
  );
}
