import type { Principal } from '#guardrails/actor.ts';
import { markup, markupOf, type Html } from './html.ts';

/** Whoever is signed in, and what stands in every form of their pages. */
export interface Reader {
  readonly person: Principal;
  readonly form: string;
}

export interface Page {
  readonly status?: number;
  /** A handle, a proposal id or a word of the program: it stands in the history of the browser, so nothing of a patient may be in it. */
  readonly title: string;
  readonly body: Html;
  /** Looks again by itself: after so many seconds, at this path. */
  readonly again?: { readonly after: number; readonly at: string };
}

/** A file to be kept. Its name stands in the history of the browser, so nothing of a patient may be in it. */
export interface FileGiven {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

export function pageText({ title, body, again }: Page, reader: Reader | undefined, notice: string | undefined): string {
  return markupOf(
    markup`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          ${again && markup`<meta http-equiv="refresh" content="${again.after};url=${again.at}" />`}
          <title>${title} · Countersign</title>
          <link rel="stylesheet" href="/assets/console.css" />
          <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        </head>
        <body>
          <a class="skip" href="#main">To the content</a>
          <header class="top">
            <div class="wide">
              <a class="name" href="/queue"><img src="/assets/mark.svg" alt="" width="22" height="22" />Countersign</a>
              ${reader && signedIn(reader)}
            </div>
          </header>
          <main id="main" class="wide">${body}</main>
          <footer class="wide">
            ${notice !== undefined && markup`<p>${notice}</p>`}
            <p>Nothing is changed without a person's decision. Every reading is an entry of the ledger.</p>
          </footer>
        </body>
      </html> `,
  );
}

function signedIn({ person, form }: Reader): Html {
  return markup`<nav aria-label="You">
    <a href="/queue">Queue</a><span class="who">${person.name}</span>
    <form method="post" action="/sign-out">
      <input type="hidden" name="form" value="${form}" /><button class="plain" type="submit">Sign out</button>
    </form>
  </nav>`;
}

/** One sentence on a page of its own. */
export function sentencePage(status: number, title: string, says: string): Page {
  return {
    status,
    title,
    body: markup`<section class="narrow">
      <h1>${title}</h1>
      <p class="warning">${says}</p>
      <p><a href="/queue">To what waits for you</a></p>
    </section>`,
  };
}
