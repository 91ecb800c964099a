/** A code that a signed-out browser shows, as it is kept: the hash of the code, and of the secret that this browser alone has. */
export interface AskedCode {
  readonly code: string;
  readonly browser: string;
  /** Two digits that stand on the page and nowhere else. */
  readonly number: string;
  /** What asked, in the program's own words: `Firefox on Windows`. */
  readonly seenAs: string;
  /** ISO moment in UTC. */
  readonly askedAt: string;
  /** Wrong numbers that were said with it. */
  readonly wrong: number;
  /** Who said that the browser is theirs; only where this installation wrote so. */
  readonly confirmedBy?: string;
  readonly used: boolean;
}

export interface KeptSession {
  readonly person: string;
  readonly openedAt: string;
  readonly seenAt: string;
  readonly ended: boolean;
}

/** What signing in keeps. Codes and tokens are kept as hashes, and what was written beside the program counts for nothing. */
export interface SignIns {
  ask(code: Pick<AskedCode, 'code' | 'browser' | 'number' | 'seenAs' | 'askedAt'>): Promise<void>;
  find(code: string): Promise<AskedCode | undefined>;
  /** Codes asked for since then and not used, of one browser, or of all. */
  open(since: string, browser?: string): Promise<number>;
  confirm(code: string, person: string): Promise<void>;
  wrongNumber(code: string): Promise<void>;
  /** Uses a code up. Returns whether this call did. */
  use(code: string): Promise<boolean>;
  /** Notes that somebody said a code that does not hold. */
  tried(person: string, at: string): Promise<void>;
  triesSince(person: string, since: string): Promise<number>;
  openSession(token: string, person: string, at: string): Promise<void>;
  session(token: string): Promise<KeptSession | undefined>;
  /** It was used at that moment. */
  seen(token: string, at: string): Promise<void>;
  endSession(token: string): Promise<void>;
  /** Forgets codes and tries from before the first moment, and sessions opened before the second. */
  forget(codesBefore: string, sessionsBefore: string): Promise<void>;
}
