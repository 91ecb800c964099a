import type { Place } from '#agent/chat/event.ts';

export interface Where {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  /** Slack's `mpdm-ana--ben-1` for a talk of several people; it decides nothing but how the place is called. */
  readonly name?: string | undefined;
}

/**
 * A place by Slack's ids. `direct` rests on the id alone, which nobody can choose: `D…`, or a person's own id, under which Slack takes messages
 * to that person where no channel is known (a slash command, the personal page).
 */
export function placeOf({ workspace, channel, thread, name }: Where): Place {
  return { surface: 'slack', workspace, channel, ...(thread !== undefined && { thread }), kind: kindOf(channel, name) };
}

function kindOf(channel: string, name: string | undefined): Place['kind'] {
  if (/^[DUW]/.test(channel)) return 'direct';
  return name?.startsWith('mpdm-') === true ? 'group' : 'channel';
}

/** Whether messages there go to a person whose channel is not known. */
export function isPerson(channel: string): boolean {
  return /^[UW]/.test(channel);
}
