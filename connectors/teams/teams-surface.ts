import { ChatTrouble, type ChatSurface, type Destination } from '#agent/chat/surface.ts';
import type { ChatView } from '#agent/chat/view.ts';
import type { Connector, Where } from './bot-adapter.ts';
import type { CheckedSettings } from './check-settings.ts';
import { fetchFile, type FileHttp } from './fetch-file.ts';
import { conversationOf, Reference } from './place-of.ts';
import { renderMessage } from './render/render-message.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * Teams as a place to write to. A posted message is named `<conversation> <id>`. It shows nothing to one person alone among others. Teams takes no
 * key of a message, so one whose answer was lost stands twice.
 */
export function teamsSurface(connector: Connector, { tenantId, endpoints }: CheckedSettings, files: FileHttp): ChatSurface {
  function serviceUrlOf({ reference }: { readonly reference?: unknown }): string {
    return Reference.safeParse(reference).data?.serviceUrl ?? endpoints.service;
  }

  function whereOf(to: Destination): Where {
    if (to.place.workspace !== tenantId) throw new ChatTrouble('gone', 'another organisation');
    return { serviceUrl: serviceUrlOf(to), conversation: conversationOf(to.place) };
  }

  return {
    name: 'teams',
    async post(to, view) {
      const where = whereOf(to);
      const id = await connector.send(where, messageOf(to, view));
      if (id === undefined) throw new ChatTrouble('wait', 'an answer that does not read', 5_000);
      return { message: `${where.conversation} ${id}` };
    },
    async update(at, view) {
      const [conversation = '', id = ''] = at.message.split(' ');
      if (at.place.workspace !== tenantId || id === '') throw new ChatTrouble('gone', 'no message of Teams');
      const where = whereOf(at);
      // A name that was kept of a message is not believed: it could be changed to lead elsewhere.
      if (conversation !== where.conversation) throw new ChatTrouble('gone', 'no message of this place');
      await connector.update(where, id, messageOf(at, view));
    },
    async status(to) {
      if (to.place.workspace === tenantId) await connector.send(whereOf(to), { type: 'typing' }).catch(ignored);
    },
    async direct({ workspace, user, reference }) {
      if (workspace !== tenantId) throw new ChatTrouble('gone', 'another organisation');
      return { surface: 'teams', workspace, channel: await connector.open(serviceUrlOf({ reference }), user), kind: 'direct' };
    },
    fetch: (file, mostBytes) => fetchFile(file, mostBytes, files),
  };
}

/** In a talk with one person their client fetches the card anew when it is looked at; elsewhere anybody can by its menu. */
function messageOf({ place, reference }: Destination, view: ChatView) {
  const user = place.kind === 'direct' ? Reference.safeParse(reference).data?.user : undefined;
  const { summary, card } = renderMessage(view, user === undefined ? [] : [user]);
  return { type: 'message', summary, attachments: [{ contentType: CARD, content: card }] };
}

/** Best effort: what it was for stands without it. */
function ignored(): void {}
