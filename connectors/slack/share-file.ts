import { z } from 'zod';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { ofStatus } from './trouble.ts';
import type { WebApi } from './web-api.ts';

const UploadBody = z.object({ upload_url: z.string(), file_id: z.string() });

export interface SharedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly says: string;
}

/** Puts a file into a talk: an address to upload to, the bytes, and the word that they are all there. Until then nobody sees it. Gives Slack's id of it. Throws ChatTrouble. */
export async function shareFile(
  web: WebApi,
  to: { readonly channel: string; readonly thread?: string | undefined },
  { name, content, says }: SharedFile,
): Promise<string> {
  const upload = UploadBody.safeParse(await web.call('files.getUploadURLExternal', { filename: name, length: content.length }));
  if (!upload.success) throw new ChatTrouble('wait', 'an answer that does not read', 5_000);
  const sent = await web.transfer(upload.data.upload_url, { method: 'POST', body: content });
  await sent.body?.cancel();
  if (!sent.ok) throw ofStatus(sent.status, sent.headers.get('retry-after'));
  await web.call('files.completeUploadExternal', {
    files: [{ id: upload.data.file_id, title: name }],
    channel_id: to.channel,
    ...(to.thread !== undefined && { thread_ts: to.thread }),
    initial_comment: escaped(says),
  });
  return upload.data.file_id;
}

/** The comment is read as markup, and there is no field for it that is not. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
