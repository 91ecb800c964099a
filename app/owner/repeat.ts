/**
 * Does something again and again, each time so long after it last ended, until the function that is returned is called; that one
 * waits for the round that runs. It does not keep the process alive. `work` MUST NOT throw.
 */
export function repeat(work: () => Promise<void>, betweenMs: number): () => Promise<void> {
  let stopped = false;
  let round = Promise.resolve();
  let timer: NodeJS.Timeout;
  const workAgain = async (): Promise<void> => {
    await work();
    if (!stopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      round = workAgain();
    }, betweenMs).unref();
  };
  wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
}
