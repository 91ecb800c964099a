const LONG_MS = 2 ** 30;

/** Keeps the process until then. With PostgreSQL nothing else may: idle connections are closed. */
export async function stayUp(then: Promise<void>): Promise<void> {
  const running = setInterval(() => undefined, LONG_MS);
  try {
    await then;
  } finally {
    clearInterval(running);
  }
}
