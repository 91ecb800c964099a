/** Which graph threads wait on which proposals, by tenant. It says whom to tell and decides nothing. */
export interface WaitingTurns {
  add(tenant: string, proposal: string, thread: string): Promise<void>;
  threadsOf(tenant: string, proposal: string): Promise<readonly string[]>;
  /** Forgets the thread, but for the proposals that it still waits for. */
  remove(tenant: string, thread: string, except?: readonly string[]): Promise<void>;
  /** Removes everything of a waiting thread that its next step does not need: earlier checkpoints, and channels that hold nothing. */
  trim(tenant: string, thread: string): Promise<void>;
  /** Proposals that are pending no longer and that some thread has not been told of: whoever decided died, or there was nobody to tell. */
  untold(tenant: string): Promise<readonly string[]>;
  /** Threads with checkpoints to which no waiting turn leads: their process died between two steps an hour or more ago. */
  leftOver(tenant: string): Promise<readonly string[]>;
  /**
   * Runs `work` while nobody else, here or in another process, runs this thread on. `undefined` when somebody did and took too
   * long: the thread stays in the list, and is told again.
   */
  alone<T>(tenant: string, thread: string, work: () => Promise<T>): Promise<T | undefined>;
}
