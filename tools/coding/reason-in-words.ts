interface Given {
  /** A key of the policy's menu. */
  readonly reason: string;
  readonly note?: string | undefined;
}

/** A reason as it stands in a line: `not supported: by the labs`. Of `other` only the note says anything. */
export function reasonInWords({ reason, note }: Given): string {
  if (reason === 'other' && note !== undefined) return note;
  const key = reason.replaceAll('-', ' ');
  return note === undefined ? key : `${key}: ${note}`;
}

/** A reason with its sentence of the menu: `The documents do not support it (not-supported): by the labs`. */
export function reasonWithSentence({ reason, note }: Given, sentence: string | undefined): string {
  const menu = sentence === undefined ? reason : `${sentence} (${reason})`;
  return note === undefined ? menu : `${menu}: ${note}`;
}
