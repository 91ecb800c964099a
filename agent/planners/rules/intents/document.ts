import { documentKind, documentKinds } from '../document-kinds.ts';
import { onEach, refuse, type Intent } from '../context.ts';

const READS =
  /^(?:show|read|open|display|view|see|pull|print|get|give|bring|fetch|have|look at|find|can i see|i would|look|what (?:does|did|is in|was in|are in|were in|are|were|is|was)|where is|is there|are there|any|let me)\b/;

/** Words of a question about a thing inside a document, which is for the search. */
const ABOUT =
  /\b(?:about|on|mention|mentioned|regarding|concerning|for the word|support|supports)\b(?! <| this| the (?:patient|case|encounter|chart)| file)/;

/** Opens a document by its id, or by its kind. */
export const readDocument: Intent = (context) => {
  const { clause, documents } = context;
  if (documents.length > 0) {
    if (ABOUT.test(clause.line)) return undefined;
    return { steps: documents.map((document) => ({ tool: 'read_document', input: { document } })) };
  }
  const kind = documentKind(clause.line);
  if (kind === undefined) {
    return /^(?:read|open|show(?: me)?|see|view) (?:a |the |another |next |last |first )*(?:documents?|notes?|reports?)$/.test(clause.line)
      ? refuse('Which document? Name its kind or its id, as in "show me the discharge summary of E-1042" or "read D-1042-2".')
      : undefined;
  }
  const around = `${clause.line.slice(0, kind.start)}${clause.line.slice(kind.end)}`;
  if (!READS.test(clause.line) && around.replace(BARE, '').trim() !== '') return undefined;
  if (ABOUT.test(clause.line.slice(kind.end)) || (/^(?:what|find|is|are|any)\b/.test(clause.line) && !asksForWhole(around)))
    return undefined;
  const kinds = / and /.test(clause.line) ? documentKinds(clause.line) : [kind];
  return onEach(context, (encounter) => kinds.map(({ words }) => ({ tool: 'read_document', input: { document: words, encounter } })));
};

const BARE =
  /\b(?:the|her|his|their|this|that|a|on|of|for|in|from|encounter|case|chart|patient|latest|last|first|full|please|<encounter>)\b|<encounter>/g;

/** Nothing is asked about the document but what it says or where it is. */
function asksForWhole(around: string): boolean {
  const left = around
    .replace(BARE, '')
    .replace(
      /^(?:what|find|is|are|any|there|where)\b|\b(?:does|did|is|was|were|are|in|say|says|said|show|shows|there|me|us|contain|contains|read|like|look)\b/g,
      '',
    );
  return left.trim() === '' || /^(?:are|is|were|was)?$/.test(left.trim());
}
