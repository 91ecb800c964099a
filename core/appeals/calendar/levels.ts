import type { AppealCalendar, AppealLevel, AppealOutcome, AppealPath, AppealStep } from './appeal-calendar.ts';

/** How one level ended. */
export interface LevelDecision {
  readonly path: AppealPath;
  readonly outcome: AppealOutcome;
}

/** Whether a level may be asked now. `of` is what it would review: a dismissal has fewer days at some levels. */
export type LevelAnswer =
  | { readonly allowed: true; readonly of: 'decision' | 'dismissal'; readonly says: string; readonly cites: string | undefined }
  | { readonly allowed: false; readonly says: string; readonly cites: string | undefined };

/** The levels of the line that a path belongs to, the first one first; none where only a contract knows them. */
export function levelsOf(path: AppealPath, { levels }: AppealCalendar): readonly AppealLevel[] {
  const line = levels.find((one) => one.path === path)?.line;
  return levels.filter((one) => one.line === line).toSorted((a, b) => a.number - b.number);
}

/** What comes after the decisions so far: of none, the first level. `undefined` where no level is known. */
export type NextStep = { readonly step: AppealStep } | { readonly wrong: string } | undefined;

export function nextStep(line: readonly AppealLevel[], decisions: readonly LevelDecision[]): NextStep {
  const [first] = line;
  if (first === undefined) return undefined;
  let step: AppealStep = {
    file: first.path,
    of: 'decision',
    says: `The first level is a ${first.name}.`,
    cites: first.after.unfavorable.cites,
  };
  for (const { path, outcome } of decisions) {
    const due = step.file === 'nothing' ? step.decidesNext : step.file;
    const level = line.find((one) => one.path === path);
    if (level === undefined || due !== path) {
      const expected = line.find((one) => one.path === due);
      return {
        wrong: `A decision of ${named(level, path)} is told where ${expected ? named(expected) : 'none'} was due. Correct the decisions.`,
      };
    }
    step = stepAfter(level, outcome, step);
  }
  return { step };
}

function stepAfter(level: AppealLevel, outcome: AppealOutcome, before: AppealStep): AppealStep {
  const reviewed = before.file !== 'nothing' && before.of === 'dismissal' ? level.afterDismissal : undefined;
  if (reviewed === undefined || outcome === 'no-decision-in-time') return level.after[outcome];
  return outcome === 'favorable' || outcome === 'remanded' ? reviewed.vacated : reviewed.upheld;
}

/** Whether a level is the one that may be asked after these decisions, and if not, why and what is due instead. */
export function checkLevel(asked: AppealPath, decisions: readonly LevelDecision[], calendar: AppealCalendar): LevelAnswer {
  const line = levelsOf(asked, calendar);
  const next = nextStep(line, decisions);
  if (next === undefined)
    return { allowed: true, of: 'decision', says: 'The levels are those of the contract: look them up there.', cites: undefined };
  if ('wrong' in next) return { allowed: false, says: next.wrong, cites: undefined };
  const { step } = next;
  if (step.file === asked) return { allowed: true, of: step.of, says: step.says, cites: step.cites };
  const wanted = named(
    line.find((one) => one.path === asked),
    asked,
  );
  const due = line.find((one) => one.path === (step.file === 'nothing' ? step.decidesNext : step.file));
  const instead = step.file === 'nothing' ? 'Nothing can be filed now.' : `What can be filed now is ${due ? named(due) : step.file}.`;
  return { allowed: false, says: `${capital(wanted)} cannot be asked for. ${step.says} ${instead}`, cites: step.cites };
}

function named(level: AppealLevel | undefined, path: string = ''): string {
  return level === undefined ? path : `level ${level.number} (${level.name} by ${level.decides})`;
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
