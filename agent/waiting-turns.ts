/** Which graph threads wait on which proposals, by tenant. It says whom to tell and decides nothing. */
export interface WaitingTurns {
  add(tenant: string, proposal: string, thread: string): Promise<void>;
  threadsOf(tenant: string, proposal: string): Promise<readonly string[]>;
  remove(tenant: string, thread: string): Promise<void>;
}
