/** With one full stop at its end, whatever end it had: a name, a reason or a list may end in one already. */
export function asSentence(text: string): string {
  const said = text.trimEnd();
  return /[.?!…]["')\]]?$/.test(said) ? said : `${said}.`;
}
