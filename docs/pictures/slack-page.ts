// A small drawing of Block Kit, near enough to what Slack shows to judge a message by. It is not shipped.

type Json = Readonly<Record<string, unknown>>;

const STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46668 Lato, 'Slack-Lato', 'Helvetica Neue', 'DejaVu Sans', sans-serif; }
  main { width: 680px; padding: 14px 20px 16px; display: flex; gap: 8px; }
  .face { width: 36px; height: 36px; border-radius: 8px; background: #23395b; color: #fff; display: grid; place-items: center; font-weight: 700; flex: none; }
  .who { font-weight: 900; } .who span { font-weight: 400; font-size: 12px; color: #616061; margin-left: 6px; }
  .app { background: #ebebeb; border-radius: 2px; font-size: 10px; font-weight: 700; padding: 0 3px; }
  .all { flex: 1; min-width: 0; }
  .block { margin: 4px 0 8px; }
  h1 { font-size: 18px; line-height: 1.3; margin: 8px 0 6px; font-weight: 900; }
  hr { border: 0; border-top: 1px solid #e0e0e0; margin: 14px 0 12px; }
  .small { font-size: 12px; line-height: 1.5; color: #616061; white-space: pre-wrap; }
  .line { white-space: pre-wrap; min-height: 1em; overflow-wrap: anywhere; }
  ul { margin: 2px 0; padding-left: 24px; } li { white-space: pre-wrap; margin: 1px 0; }
  blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid #ddd; white-space: pre-wrap; }
  pre { margin: 4px 0; padding: 8px; border: 1px solid #ddd; border-radius: 4px; background: #f8f8f8; font: 12px/1.5 Monaco, 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
  a { color: #1264a3; text-decoration: none; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .button { font-size: 13px; font-weight: 700; padding: 5px 11px; border: 1px solid #bbb; border-radius: 4px; background: #fff; }
  .primary { background: #007a5a; border-color: #007a5a; color: #fff; } .danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
  table { border-collapse: collapse; width: 100%; font-size: 13px; } td { border: 1px solid #ddd; padding: 5px 9px; vertical-align: top; }
  tr:first-child td { background: #f8f8f8; }
  .feedback { display: flex; gap: 14px; font-size: 12px; color: #616061; } .feedback span { border: 1px solid #ddd; border-radius: 12px; padding: 1px 9px; }
  .modal { width: 520px; padding: 0; display: block; } .modal header { padding: 18px 24px; font-size: 20px; font-weight: 900; border-bottom: 1px solid #e0e0e0; }
  .modal section { padding: 10px 24px; } .modal footer { padding: 14px 24px; border-top: 1px solid #e0e0e0; display: flex; gap: 10px; justify-content: flex-end; }
  .input { margin: 12px 0; } .label { font-weight: 700; margin-bottom: 6px; } .hint { font-size: 13px; color: #616061; margin-top: 4px; }
  .choice { display: flex; gap: 9px; align-items: baseline; margin: 4px 0; } .dot { width: 15px; height: 15px; border: 1px solid #868686; border-radius: 50%; flex: none; transform: translateY(2px); }
  .field { border: 1px solid #868686; border-radius: 4px; height: 36px; padding: 6px 10px; color: #868686; } .tall { height: 76px; } .optional { font-weight: 400; color: #616061; }
`;

export function messagePage(blocks: readonly object[]): string {
  return page(
    `<main><div class="face">C</div><div class="all"><div class="who">Countersign <b class="app">APP</b><span>1:10 AM</span></div>${draw(blocks)}</div></main>`,
  );
}

export function homePage(blocks: readonly object[]): string {
  return page(`<main><div class="all">${draw(blocks)}</div></main>`);
}

export function modalPage(view: object): string {
  const { title, submit, close, blocks } = view as Json;
  return page(
    `<main class="modal"><header>${textOf(title)}</header><section>${draw(blocks as object[])}</section><footer><span class="button">${textOf(close)}</span><span class="button primary">${textOf(submit)}</span></footer></main>`,
  );
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Slack</title><style>${STYLE}</style><body>${body}</body></html>`;
}

function draw(blocks: readonly object[]): string {
  return (blocks as readonly Json[]).map(drawBlock).join('');
}

function drawBlock(block: Json): string {
  const elements = (block['elements'] ?? []) as readonly Json[];
  switch (block['type']) {
    case 'header':
      return `<h1>${textOf(block['text'])}</h1>`;
    case 'section':
      return `<div class="block line">${textOf(block['text'])}</div>`;
    case 'divider':
      return '<hr>';
    case 'context':
      return `<div class="block small">${elements.map(textOf).join(' ')}</div>`;
    case 'rich_text':
      return `<div class="block">${elements.map(drawRich).join('')}</div>`;
    case 'actions':
      return `<div class="block buttons">${elements.map((one) => `<span class="button ${said(one['style'])}" aria-label="${escaped(said(one['accessibility_label']))}">${textOf(one['text'])}</span>`).join('')}</div>`;
    case 'table':
      return `<div class="block"><table>${(block['rows'] as Json[][]).map((row) => `<tr>${row.map((cell) => `<td>${drawCell(cell)}</td>`).join('')}</tr>`).join('')}</table></div>`;
    case 'context_actions':
      return `<div class="block feedback">${elements.map((one) => [one['positive_button'], one['negative_button']].map((half) => `<span>${textOf((half as Json)['text'])}</span>`).join('')).join('')}</div>`;
    case 'input':
      return drawInput(block);
    default:
      return `<pre>${escaped(JSON.stringify(block))}</pre>`;
  }
}

function drawRich(element: Json): string {
  const inner = (element['elements'] ?? []) as readonly Json[];
  const text = inner.map(drawRun).join('');
  if (element['type'] === 'rich_text_list')
    return `<ul>${inner.map((item) => `<li>${(item['elements'] as Json[]).map(drawRun).join('')}</li>`).join('')}</ul>`;
  if (element['type'] === 'rich_text_quote') return `<blockquote>${text}</blockquote>`;
  return element['type'] === 'rich_text_preformatted' ? `<pre>${text}</pre>` : `<div class="line">${text}</div>`;
}

function drawRun({ type, text, url, style }: Json): string {
  const said = escaped(String(text));
  if (type === 'link') return `<a href="${escaped(String(url))}">${said}</a>`;
  const { bold, italic } = (style ?? {}) as Json;
  if (italic === true) return `<i>${said}</i>`;
  return bold === true ? `<b>${said}</b>` : said;
}

function drawCell(cell: Json): string {
  return cell['type'] === 'rich_text' ? (cell['elements'] as Json[]).map(drawRich).join('') : escaped(String(cell['text']));
}

function drawInput({ label, hint, element, optional }: Json): string {
  const { type, options, placeholder, multiline } = element as Json;
  const field =
    type === 'radio_buttons'
      ? (options as Json[]).map((one) => `<div class="choice"><span class="dot"></span>${textOf(one['text'])}</div>`).join('')
      : `<div class="field ${multiline === true ? 'tall' : ''}">${placeholder === undefined ? '' : textOf(placeholder)}</div>`;
  const note = optional === true ? ' <span class="optional">(optional)</span>' : '';
  return `<div class="input"><div class="label">${textOf(label)}${note}</div>${field}${hint === undefined ? '' : `<div class="hint">${textOf(hint)}</div>`}</div>`;
}

function textOf(text: unknown): string {
  return escaped(String((text as Json)['text']));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
