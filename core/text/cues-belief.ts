const WHO = ['he', 'she', 'they', 'the patient'];
const HAS = ['has', 'had', 'have', 'is having', 'is developing', 'has developed'];

function told(verbs: readonly string[]): string {
  return verbs
    .flatMap((verb) => WHO.flatMap((who) => HAS.flatMap((has) => [`${verb} ${who} ${has}`, `${verb} that ${who} ${has}`])))
    .join(', ');
}

/** Before a condition: somebody fears it, or a layman said so. It states nothing. */
export const FEARED_BEFORE = [
  told(['fears', 'feared', 'is afraid', 'afraid', 'scared', 'worries', 'worried', 'anxious']),
  told([
    'friend said',
    'friend says',
    'friend thinks',
    'friend told her',
    'friend told him',
    'neighbor said',
    'neighbor says',
    'coworker said',
  ]),
].join(', ');

/** Before a condition: it is or was held to be there, and that is all. */
export const BELIEVED_BEFORE = [
  told(['thinks', 'thought', 'believes', 'believed', 'wonders if', 'wonders whether', 'wondered if', 'convinced']),
  ...['thought there was', 'thought that there was', 'thought there were', 'believed there was', 'believed that there was'],
].join(', ');
