/** What Teams is answered over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
}

const LONGEST_SAYING = 1_000;

/** Shown to whoever pressed, for a moment: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
export function saying(says: string): Answer {
  return answer(200, 'application/vnd.microsoft.activity.message', says.slice(0, LONGEST_SAYING));
}

/** Stands in the place of the card, for whoever pressed. */
export function showing(card: object): Answer {
  return answer(200, 'application/vnd.microsoft.card.adaptive', card);
}

export function refusing(message: string): Answer {
  return answer(400, 'application/vnd.microsoft.error', { code: 'BadRequest', message });
}

/** Teams says that something went wrong, and lets them press again. */
export function failing(message: string): Answer {
  return answer(500, 'application/vnd.microsoft.error', { code: 'TryAgain', message });
}

function answer(statusCode: number, type: string, value: string | object): Answer {
  return { status: 200, body: { statusCode, type, value } };
}
