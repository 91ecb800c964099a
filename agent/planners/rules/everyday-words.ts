import { MONTH } from './intents/billing/days-said.ts';
import { NUMBER_WORD } from './intents/billing/number-words.ts';

/** Words of the chat about bills and refusals. Where one of others stands for a subject, it is taken for a name. */
const WORDS = new Set(
  (
    'a an the all any some every each everything anything nothing both either one ones it its this that these those they them their there he him his she ' +
    'her hers i me my mine we us our ours you your yours who whom whose which what when where why how if whether than then as at by to from in into out ' +
    'on off of for with without within about against over under up down before after between during per via and or but not no nor so yet still now today ' +
    'yesterday tomorrow tonight soon later first last next once again ever never always already just only also too more most less least much many few ' +
    'is are was were be been being am do does did done has have had having can could may might must shall should will would need needs want wants get gets ' +
    'got go goes going come comes coming make makes made take takes taken give gives given show tell told say says said see seen know ' +
    'time times day days week weeks month months quarter year years date dates deadline deadlines hold file record records time-limit behalf purpose ' +
    'claim claims account accounts acct accts case cases patient patients pt guarantor insured member subscriber family mother father parent parents daughter son ' +
    'wife husband spouse partner representative payer payers insurer insurers insurance plan plans carrier medicare medicaid tricare company hospital ' +
    'provider doctor physician department office billing coding coder coders biller billers review reviewer manager lead team ' +
    'denial denials denied deny denies refusal refusals refused refuse rejected rejection reason reasons remark remarks code codes carc rarc group edit edits ' +
    'modifier modifiers line lines service services procedure procedures visit visits charge charges bill bills statement statements invoice balance balances bal ' +
    'amount amounts total sum rest remainder remaining outstanding open whole entire full half part partial current old new small large big bad good ' +
    'money dollars dollar bucks cents payment payments installment installments instalment instalments monthly weekly plan arrangement deposit check cheque ' +
    'cash card credit debt charity care assistance hardship courtesy discount prompt goodwill bankruptcy deceased death settlement error mistake correction ' +
    'posting interest late fee fees copay copays coinsurance deductible responsibility share allowance contractual contract rate ' +
    'write-off write-offs writeoff writeoffs write writing adjustment adjustments adjust refund refunds transfer overpayment credit ' +
    'appeal appeals appealed appealing reconsideration redetermination hearing external second third level letter letters packet request records ' +
    'documentation notes chart information info response answer answers decision outcome status history details policy policies clause clauses rule rules ' +
    'bundling bundled unbundling authorization authorisation auth precert precertification eligibility coverage timely untimely filing timeliness duplicate ' +
    'duplicates coordination benefits cob medical necessity medically necessary non-covered noncovered covered missing clinical validation maximum units ' +
    'frequency remittance remit remits era eob paper electronic mail email fax phone portal text sms letter english spanish ' +
    'lack absence sake odds chances chance rights window time left paid unpaid underpaid pay pays owed owe owes due free sure earth top average ' +
    'please pls thanks thank ok okay yes right wrong same such like really actually maybe real quick asap well fine ' +
    'appropriate valid invalid true false possible likely worth too expired overdue sent received posted processed settled closed pending waiting ' +
    'approved administrative professional institutional primary secondary tertiary facility inpatient outpatient observation emergency ' +
    'cpt hcpcs drg icd icd-10 rev revenue npi tax number numbers name id monday tuesday wednesday thursday friday saturday sunday'
  ).split(' '),
);
const COUNTS = new RegExp(`^(?:${MONTH}|${NUMBER_WORD})$`);

export function isEverydayWord(word: string): boolean {
  return WORDS.has(word) || COUNTS.test(word);
}
