import type { Receipt } from '#guardrails/effects/receiver.ts';
import type { Answer, NoAnswer } from './exchange.ts';

const CHANGED =
  'The record at the FHIR server changed after it was read, so nothing was changed there. Look at it there, and ask for the code again.';
/** A gateway that says these knows nothing of what the server behind it went on to do. */
const FROM_BETWEEN = [408, 502, 504];

/** What an answer to a write means for the effect. The answer's own words are left out: they may quote a chart. */
export function receiptOf(answer: Answer | NoAnswer): Receipt {
  if ('none' in answer) return unanswered(answer);
  const { status, retryAfter } = answer;
  const error = `http-${status}`;
  if (status === 200 || status === 204) return done(answer, 'It was there already, as', 'It was there already.');
  if (status === 201) return done(answer, 'Created as', 'Created.');
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    const says = `The FHIR server takes nothing now (HTTP ${status}).`;
    return { state: 'busy', says, error, ...(retryAfter !== undefined && { afterSeconds: retryAfter }) };
  }
  if (status === 412) return { state: 'conflict', says: CHANGED, error };
  if (status === 409) return { state: 'conflict', says: 'The FHIR server says that it conflicts with what is there (HTTP 409).', error };
  if (FROM_BETWEEN.includes(status)) return { state: 'unsure', says: `No answer of the FHIR server came through (HTTP ${status}).`, error };
  if (status >= 500) return { state: 'broken', says: `The FHIR server broke (HTTP ${status}).`, error };
  return { state: 'refused', says: `The FHIR server refused it (HTTP ${status}).`, error };
}

/** The same for a read that goes before a write: whatever happened to it, nothing was changed. */
export function unreadReceipt(answer: Answer | NoAnswer): Receipt {
  if ('none' in answer || answer.status >= 500 || [408, 429].includes(answer.status)) {
    const error = 'none' in answer ? answer.none : `http-${answer.status}`;
    return { state: 'busy', says: 'The record that is to be changed could not be read at the FHIR server.', error };
  }
  if ([404, 410].includes(answer.status)) return { state: 'refused', says: CHANGED, error: `http-${answer.status}` };
  return receiptOf(answer.status < 400 ? { ...answer, status: 422 } : answer);
}

export function changed(): Receipt {
  return { state: 'refused', says: CHANGED, error: 'changed-since' };
}

function unanswered({ none }: NoAnswer): Receipt {
  if (none === 'unsent') return { state: 'busy', says: 'The FHIR server cannot be reached.', error: none };
  return { state: 'unsure', says: 'The FHIR server did not answer.', error: none };
}

function done({ location }: Answer, as: string, plain: string): Receipt {
  const [reference] = /\bCondition\/[A-Za-z0-9.-]{1,64}/.exec(location) ?? [];
  return {
    state: 'done',
    says: reference === undefined ? `${plain} That is at the FHIR server.` : `${as} ${reference} at the FHIR server.`,
  };
}
