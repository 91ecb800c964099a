import { BrokenCircuitError, CircuitState, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { Failure } from '#core/errors.ts';
import type { Found, Receipt, Receiver } from '#guardrails/effects/receiver.ts';

const TROUBLES_IN_A_ROW = 3;
const REST_MS = 20_000;

/**
 * The receiver behind a circuit breaker. After three troubles in a row it rests for 20 seconds, and then one effect tries it. While it
 * rests nothing is taken for it, so nothing is counted against an effect. A refusal is no trouble: the receiver works.
 */
export function withBreaker(receiver: Receiver): Receiver {
  const trouble = handleWhen((thrown) => !(thrown instanceof Failure)).orWhenResult((came) => isTrouble(came as Receipt | Found));
  const breaker = circuitBreaker(trouble, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(TROUBLES_IN_A_ROW) });
  let restsUntil = 0;
  breaker.onBreak(() => void (restsUntil = Date.now() + REST_MS));
  const says = `${receiver.name} was in trouble ${TROUBLES_IN_A_ROW} times in a row, so nothing is sent there for a while.`;
  return {
    ...receiver,
    receive: (effect, approval) => breaker.execute(() => receiver.receive(effect, approval)).catch(refusedBy(says)),
    find: (effect) =>
      breaker
        .execute(() => receiver.find(effect))
        .catch((thrown: unknown): Found => {
          if (thrown instanceof BrokenCircuitError) return 'cannot tell';
          throw thrown;
        }),
    resting() {
      const rests = breaker.state === CircuitState.HalfOpen || (breaker.state === CircuitState.Open && Date.now() < restsUntil);
      return rests ? says : receiver.resting?.();
    },
  };
}

function isTrouble(came: Receipt | Found): boolean {
  return typeof came === 'string' ? came === 'cannot tell' : ['busy', 'broken', 'unsure'].includes(came.state);
}

/** Another effect was quicker and found the receiver still in trouble. */
function refusedBy(says: string): (thrown: unknown) => Receipt {
  return (thrown) => {
    if (thrown instanceof BrokenCircuitError) return { state: 'busy', says, error: 'circuit-open', afterSeconds: REST_MS / 1000 };
    throw thrown;
  };
}
