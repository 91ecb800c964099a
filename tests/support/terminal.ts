import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..', '..');
const LAUNCHER = join(ROOT, 'bin', 'countersign.mjs');
const PROMPT = 'you> ';

/** Why no pseudo-terminal can be had here; absent when one can. */
export function noTerminal(): string | undefined {
  const found = spawnSync('script', ['--version'], { encoding: 'utf8' });
  return found.stdout.includes('util-linux') ? undefined : 'a pseudo-terminal needs script(1) of util-linux';
}

type Settings = Readonly<Record<string, string>>;

/** The environment of a process under test: nothing of this project's settings but what the test gives. */
export function cleanEnvironment(settings: Settings): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([key]) => key !== 'DATABASE_URL' && key !== 'NO_COLOR' && !/^(COUNTERSIGN_|PG)/.test(key),
  );
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color', ...settings };
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end, with nothing on stdin but `input`. */
export function run(words: readonly string[], settings: Settings, input = ''): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [LAUNCHER, ...words], { env: cleanEnvironment(settings), stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('close', (status) => done({ status, stdout, stderr }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** A person at a pseudo-terminal. */
export interface Person {
  /** What was on the screen before the first prompt. */
  readonly greeting: string;
  /** Types a line and gives what is printed until the next prompt, without colours. */
  ask(line: string): Promise<string>;
  /** Sends keys as they are and gives what is printed until the next prompt. */
  keys(keys: string): Promise<string>;
  /** Everything that came, colours included. */
  raw(): string;
  leave(): Promise<number | null>;
}

export function openTerminal(words: readonly string[], settings: Settings): Promise<Person> {
  return atTerminal([process.execPath, LAUNCHER, ...words].map((word) => `'${word}'`).join(' '), { settings });
}

/** The same with any command that opens the chat, in any folder. */
export async function atTerminal(command: string, at: { readonly settings: Settings; readonly cwd?: string }): Promise<Person> {
  const child = spawn('script', ['-qefc', `stty cols 80 rows 50; ${command}`, '/dev/null'], {
    env: cleanEnvironment(at.settings),
    ...(at.cwd !== undefined && { cwd: at.cwd }),
    stdio: 'pipe',
  });
  const screen = watch(child);
  const greeting = await screen.untilPrompt();
  const keys = async (typed: string): Promise<string> => {
    child.stdin?.write(typed);
    return screen.untilPrompt();
  };
  return {
    greeting,
    keys,
    ask: async (line) => answerOf(await keys(`${line}\r`)),
    raw: screen.raw,
    leave: () =>
      new Promise((done) => {
        child.on('close', done);
        child.stdin?.write('exit\r');
      }),
  };
}

/** The screen with the echo of what was typed taken off. */
function answerOf(screen: string): string {
  return screen.slice(screen.indexOf('\n') + 1);
}

function watch(child: ChildProcess): { raw: () => string; untilPrompt: () => Promise<string> } {
  let all = '';
  let from = 0;
  let check: () => void = () => undefined;
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    all += chunk;
    check();
  });
  const untilPrompt = (): Promise<string> =>
    new Promise((done, fail) => {
      check = () => {
        const seen = stripVTControlCharacters(all.slice(from)).replaceAll('\r', '');
        // The prompt that is being typed at is repeated with every key; the one after an answer stands alone.
        if (!seen.endsWith(`\n${PROMPT}`) && seen !== PROMPT) return;
        from = all.length;
        check = () => undefined;
        done(seen.slice(0, -PROMPT.length));
      };
      child.on('close', () => fail(new Error(`the terminal closed: ${all}`)));
      check();
    });
  return { raw: () => all, untilPrompt };
}
