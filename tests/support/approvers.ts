/** Twenty people who may decide. */
export function approverNames(): readonly string[] {
  return Array.from({ length: 20 }, (_, at) => `coder-${at + 1}`);
}

/** What a person decides in a round: half approve and half reject, others each time. */
export function verdictOf(round: number, name: string): 'approved' | 'rejected' {
  return (round + Number(name.slice('coder-'.length))) % 2 === 0 ? 'approved' : 'rejected';
}
