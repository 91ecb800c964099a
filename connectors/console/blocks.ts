import type { Block } from '#core/answer/block.ts';
import { markup, type Html } from './html.ts';

/** Where a quotation stands, as a path of ours; `undefined` where nobody can tell. */
export type PlaceOf = (source: string) => string | undefined;

/** An answer as every surface is given it. `level` is that of its titles. */
export function blocksHtml(blocks: readonly Block[], placeOf: PlaceOf = () => undefined): readonly Html[] {
  return blocks.map((block) => blockHtml(block, placeOf));
}

function blockHtml(block: Block, placeOf: PlaceOf): Html {
  switch (block.kind) {
    case 'title':
      return markup`<h2>${block.text}</h2>`;
    case 'text':
      return markup`<p class="lines">${block.text}</p>`;
    case 'quote':
      return quoteHtml(block, placeOf);
    case 'facts':
      return factsHtml(block.rows);
    case 'list':
      return markup`<ul class="lines">
        ${block.items.map((item) => markup`<li>${item}</li>`)}
      </ul>`;
    case 'table':
      return markup`<div class="scroll" tabindex="0" role="region" aria-label="Table">
        <table>
          <thead>
            <tr>
              ${block.columns.map((one) => markup`<th scope="col">${one}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (cells) =>
                markup`<tr>
                  ${cells.map((cell) => markup`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    case 'proposal':
      return markup`<p><strong>${block.id}</strong> ${block.state}: ${block.says}</p>`;
    case 'note':
      return noteHtml(block);
  }
}

export function noteHtml({ tone, text }: { readonly tone: 'plain' | 'warning'; readonly text: string }): Html {
  return tone === 'warning' ? warningHtml(text) : markup`<p class="note lines">${text}</p>`;
}

export function warningHtml(text: string): Html {
  return markup`<p class="warning lines"><strong>Note: </strong>${text}</p>`;
}

interface Quote {
  readonly text: string;
  readonly source: string;
  readonly flags?: readonly string[] | undefined;
}

export function quoteHtml({ text, source, flags = [] }: Quote, placeOf: PlaceOf): Html {
  const place = placeOf(source);
  return markup`<figure class="quote${flags.length > 0 && ' flagged'}">
    <blockquote>${text}</blockquote>
    ${flags.map((flag) => markup`<p class="flag">${flag}</p>`)}
    <figcaption>${place === undefined ? source : markup`<a href="${place}">${source}</a>`}</figcaption>
  </figure>`;
}

export function factsHtml(rows: readonly (readonly [string, string])[]): Html {
  return markup`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        markup`<div>
          <dt>${name}</dt>
          <dd class="lines">${value}</dd>
        </div>`,
    )}
  </dl>`;
}
