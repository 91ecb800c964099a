/** What whoever keeps the data can say of it at once. It holds no word of a chart. */
export interface CheckUp {
  /** How far the clock of the database is ahead of that of the program. Milliseconds; negative where it is behind. */
  readonly clockAheadMs: number;
  /** Version of the policy in force. */
  readonly policy: string;
  /** What could never be decided with the people there are, a sentence each. */
  readonly understaffed: readonly string[];
  /** Active people. */
  readonly people: number;
  /** Ids of those among them whom a surface calls nothing that is known here. */
  readonly unlinked: { readonly slack: readonly string[]; readonly teams: readonly string[] };
  /** Editions in force today, one a system. */
  readonly editions: readonly { readonly system: string; readonly id: string; readonly starter: boolean; readonly to: string }[];
}

export interface CheckUpDesk {
  checkUp(): Promise<CheckUp>;
}
