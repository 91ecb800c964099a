/** Whether Redis answers, and what comes of it. */
export function redisInWords(answers: boolean): string {
  return answers
    ? 'Redis answers: workers are woken by it.'
    : '! Redis does not answer. Nothing is lost: what is owed is found in the database.';
}
