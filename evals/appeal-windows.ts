/** Scores the appeal calendar on labelled cases: `node evals/appeal-windows.ts [<cases.jsonl>]`. A case is right when deadline, allowed and reason are. */
import { faultOf, shippedCalendar } from './appeal-windows/judge-case.ts';
import { readAppealCases } from './appeal-windows/read-cases.ts';

function main(): void {
  const cases = readAppealCases(process.argv[2]);
  const calendar = shippedCalendar();
  const faults = cases.flatMap((one) => faultOf(one, calendar) ?? []);
  for (const fault of faults) console.log(fault);
  console.log(`${cases.length - faults.length}/${cases.length} right (${calendar.edition})`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main();
