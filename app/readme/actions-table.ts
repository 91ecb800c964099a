import { ACTIONS, ACTION_SURFACES, type Action, type Way } from '#agent/chat/actions.ts';

const HEADS = ['action', 'in words', 'terminal', 'Slack', 'Teams', 'pages', 'MCP'];

/** What can be done where: a row an action, as Markdown. */
export function actionsTable(): string {
  const rows = ACTIONS.map(rowOf);
  return [HEADS, HEADS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf({ name, says, ways }: Action): readonly string[] {
  return [name, says === undefined ? '' : `"${says}"`, ...ACTION_SURFACES.map((surface) => cellOf(ways[surface]))];
}

function cellOf(ways: readonly Way[]): string {
  return ways.length === 0 ? '–' : ways.map(inWords).join(', ');
}

function inWords(way: Way): string {
  switch (way.by) {
    case 'words':
      return 'words';
    case 'button':
      return `button ${way.button[0]?.toUpperCase()}${way.button.slice(1)}`;
    case 'rating':
      return 'buttons under the answer';
    case 'open evidence':
      return 'button Open evidence';
    case 'home':
      return 'Home tab';
    case 'file':
      return 'file dropped';
    case 'code':
      return 'words, directly';
    case 'command':
      return `\`countersign ${way.line}\``;
    case 'page':
      return `\`${way.path}\``;
    case 'tool':
      return `\`${way.name}\``;
  }
}
