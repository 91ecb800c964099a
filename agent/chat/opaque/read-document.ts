import { DocumentStatus } from '#core/chart/chart.ts';
import { ReadDocument, readDocument } from '#tools/read-document/tool.ts';
import { ORDERS } from './coding-words.ts';
import { facts, opaquely, text, title, warning } from './presenter.ts';
import { counted } from './safe-parts.ts';

/** That there is a document, and how long it is. */
export const opaqueDocument = opaquely(
  readDocument,
  ReadDocument,
  async ({ encounter, text: content, others, status, instructionLike }, { caseOf }) => {
    const known = DocumentStatus.safeParse(status).data;
    const length = content.trimEnd().length;
    return [
      title(`A document of ${await caseOf(encounter)}`),
      ...facts([
        ['Length', length === 0 ? 'it has no text' : counted(length, 'character')],
        ...(known === undefined ? [] : [['Status', known] as const]),
        ...(others.length === 0 ? [] : [['Of that name too', `${counted(others.length, 'document')}; this is the latest`] as const]),
      ]),
      ...(instructionLike.length === 0 ? [] : [warning(`${ORDERS} ${counted(instructionLike.length, 'passage')} of it.`)]),
      text('Open the case to read it.'),
    ];
  },
);
