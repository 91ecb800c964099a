import { bareLine, referencesOf, type Clause } from '../../clause.ts';
import { asksAsBiller } from '../../as-biller.ts';
import type { Intent } from '../../context.ts';

const ASKS =
  /^(?:what|which|define|definition|explain|meaning|mean|tell|describe|description|look ?up|lookup|show|find|see|decode|translate|give|get|why|how|is|does|code|group|carcs?|rarcs?|remarks?|reason|denial|adjustment|(?:the )?<adjustment>|<code>)\b|^<(?:adjustment|code)>/;
const OF_A_CHART = /<(?:encounter|document|proposal|claim|account)>|\b(?:patient|chart|note)\b/;
/** Remark codes that look like codes of ICD-10-CM as well. Somebody who bills and does not code means the remark. */
const REMARK = /^[mn]\d{1,3}$/i;

/** What a group, reason or remark code of a remittance means. */
export const adjustmentCode: Intent = ({ clause, question }) => {
  const line = bareLine(clause);
  if (!ASKS.test(line) || OF_A_CHART.test(line)) return undefined;
  const codes = [...referencesOf(clause, 'adjustment'), ...(asksAsBiller(question) ? remarksIn(clause) : [])];
  if (codes.length === 0) return undefined;
  return { steps: codes.map((code) => ({ tool: 'lookup_adjustment_code', input: { code } })) };
};

export function remarksIn({ words, message }: Clause): readonly string[] {
  return words.flatMap(({ kind, start, end }) => {
    const typed = message.slice(start, end);
    return kind === 'code' && REMARK.test(typed) ? [typed.toUpperCase()] : [];
  });
}
