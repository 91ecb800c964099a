import type { Did } from '#agent/chat/event.ts';
import { DownloadInfo, type Attachment } from '../payloads.ts';

const FILE = 'application/vnd.microsoft.teams.file.download.info';
const MOST_FILES = 20;
const LONGEST_NAME = 400;

/** Files come with the message that they were dropped with, in a talk with one person alone. Their content is fetched later. */
export function dropped(attachments: readonly Attachment[] | null | undefined, text: string): Did | undefined {
  const files = (attachments ?? []).flatMap(({ contentType, name, content }) => {
    const info = DownloadInfo.safeParse(content);
    if (contentType !== FILE || !info.success) return [];
    return [{ id: info.data.downloadUrl, name: (name ?? 'file').replaceAll('\0', '').slice(0, LONGEST_NAME).toWellFormed() }];
  });
  return files.length === 0 ? undefined : { kind: 'dropped', text, files: files.slice(0, MOST_FILES) };
}
