import type { AskedCode, KeptSession, SignIns } from '#guardrails/sign-in/sign-ins.ts';
import { rowSeal, type RowSeal } from '../sealed-row.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';

interface CodeRow {
  readonly code: string;
  readonly browser: string;
  readonly number: string;
  readonly seen_as: string;
  readonly asked_at: string;
  readonly wrong: number;
  readonly confirmed_by: string | null;
  readonly seal: string | null;
  readonly used: boolean;
}

interface SessionRow {
  readonly person: string;
  readonly opened_at: string;
  readonly seen_at: string;
  readonly ended: boolean;
  readonly seal: string;
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;

/** Sessions and codes, as hashes. Whoever writes into the database beside the program signs nobody in. */
export function signIns(transaction: Transaction, sealed: Sealed): SignIns {
  return {
    ...codes(transaction, rowSeal(transaction, sealed, 'sign-in')),
    ...tries(transaction),
    ...sessions(transaction, rowSeal(transaction, sealed, 'session')),
  };
}

type Codes = Omit<SignIns, keyof Sessions | 'tried' | 'triesSince'>;
type Sessions = Pick<SignIns, 'openSession' | 'session' | 'seen' | 'endSession' | 'forget'>;

function codes({ rows }: Transaction, seal: RowSeal): Codes {
  const found = async (code: string): Promise<CodeRow | undefined> =>
    (
      await rows<CodeRow>(
        `select code, browser, number, seen_as, ${iso('asked_at')}, wrong, confirmed_by, seal, used from sign_in_code where code = $1`,
        [code],
      )
    )[0];
  const borneOut = ({ code, browser, asked_at }: CodeRow, person: string) => [code, browser, asked_at, person] as const;
  const read = async (row: CodeRow): Promise<AskedCode> => {
    const { code, browser, number, wrong, used, confirmed_by } = row;
    const ours = confirmed_by !== null && (await seal.isOf(row.seal, ...borneOut(row, confirmed_by)));
    return {
      ...{ code, browser, number, wrong, used, seenAs: row.seen_as, askedAt: row.asked_at },
      ...(ours && { confirmedBy: confirmed_by }),
    };
  };
  return {
    async ask({ code, browser, number, seenAs, askedAt }) {
      await rows('insert into sign_in_code (code, browser, number, seen_as, asked_at) values ($1, $2, $3, $4, $5)', [
        ...[code, browser, number, seenAs, askedAt],
      ]);
    },
    async find(code) {
      const row = await found(code);
      return row && read(row);
    },
    async open(since, browser) {
      const [count] = await rows<{ n: number }>(
        'select count(*)::int as n from sign_in_code where asked_at > $1::timestamptz and not used and ($2::text is null or browser = $2)',
        [since, browser ?? null],
      );
      return count?.n ?? 0;
    },
    async confirm(code, person) {
      const row = await found(code);
      if (row === undefined) return;
      await rows('update sign_in_code set confirmed_by = $2, seal = $3 where code = $1', [
        ...[code, person, await seal.of(...borneOut(row, person))],
      ]);
    },
    wrongNumber: async (code) => void (await rows('update sign_in_code set wrong = wrong + 1 where code = $1', [code])),
    use: async (code) =>
      (await rows('update sign_in_code set used = true where code = $1 and not used and confirmed_by is not null returning code', [code]))
        .length > 0,
  };
}

function tries({ rows }: Transaction): Pick<SignIns, 'tried' | 'triesSince'> {
  return {
    tried: async (person, at) => void (await rows('insert into sign_in_try (person, at) values ($1, $2::timestamptz)', [person, at])),
    async triesSince(person, since) {
      const [count] = await rows<{ n: number }>('select count(*)::int as n from sign_in_try where person = $1 and at > $2::timestamptz', [
        ...[person, since],
      ]);
      return count?.n ?? 0;
    },
  };
}

function sessions({ rows }: Transaction, seal: RowSeal): Sessions {
  return {
    async openSession(token, person, at) {
      await rows(
        'insert into console_session (token, person, opened_at, seen_at, seal) values ($1, $2, $3::timestamptz, $3::timestamptz, $4)',
        [token, person, at, await seal.of(token, person, at)],
      );
    },
    async session(token): Promise<KeptSession | undefined> {
      const [row] = await rows<SessionRow>(
        `select person, ${iso('opened_at')}, ${iso('seen_at')}, ended, seal from console_session where token = $1`,
        [token],
      );
      if (row === undefined || !(await seal.isOf(row.seal, token, row.person, row.opened_at))) return undefined;
      return { person: row.person, openedAt: row.opened_at, seenAt: row.seen_at, ended: row.ended };
    },
    seen: async (token, at) => void (await rows('update console_session set seen_at = $2::timestamptz where token = $1', [token, at])),
    endSession: async (token) => void (await rows('update console_session set ended = true where token = $1', [token])),
    async forget(codesBefore, sessionsBefore) {
      await rows('delete from sign_in_code where asked_at < $1::timestamptz', [codesBefore]);
      await rows('delete from sign_in_try where at < $1::timestamptz', [codesBefore]);
      await rows('delete from console_session where opened_at < $1::timestamptz', [sessionsBefore]);
    },
  };
}
