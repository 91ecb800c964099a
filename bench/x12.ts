/**
 * How fast an 835 is read, and in how much memory: `node bench/x12.ts [--peers <folder>]`. Writes one of 25,000 claims and one of 200 MB, both
 * balanced and the same for one seed, into a temporary folder, and reads each in a process of its own. With `--peers` x12-parser and node-x12
 * are installed into that folder, which must be outside the repository, and read the same files in the same run.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Transform } from 'node:stream';
import { openX12 } from '#connectors/x12/open-x12.ts';
import { readRemittance } from '#core/remittance/read-remittance.ts';
import { amountText } from '#core/x12/write-values.ts';
import { diceOf } from '#tests/support/dice.ts';

const PEERS = { 'x12-parser': '1.3.0', 'node-x12': '1.7.1' };
const CLAIMS_IN_ONE = 2_000;
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS/1024)} MB`))';
const LIMIT_MS = 120_000;
const BIG = 200_000_000;
const MB = 1_000_000;

const [first = '', file = '', peers = ''] = process.argv.slice(2);
if (first === 'ours') await readOurs(file);
else if (first === 'print') printOurs(file);
else if (first === 'x12-parser') await readWithParser(file, peers);
else if (first === 'node-x12') await readWithNodeX12(file, peers);
else measure(first === '--peers' ? resolve(file) : undefined);

function measure(folder: string | undefined): void {
  const home = mkdtempSync(join(tmpdir(), 'bench-x12-'));
  try {
    if (folder !== undefined) install(folder);
    for (const [name, enough] of [
      ['25,000 claims', (claims: number) => claims >= 25_000],
      ['200 MB', (_claims: number, bytes: number) => bytes >= BIG],
    ] as const) {
      const file = join(home, `${name.replaceAll(/\W/g, '')}.835`);
      const claims = write(file, enough);
      say(`${name}: ${claims} claims, ${(statSync(file).size / MB).toFixed(1)} MB`);
      const others = folder === undefined ? [] : Object.keys(PEERS);
      for (const reader of ['ours', 'print', ...others]) readElsewhere(reader, file, folder);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  const words = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  const { status } = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', ...words], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('npm could not install the peers');
}

/** Writes transactions of 2,000 claims until it is enough, and gives how many claims there are. */
function write(file: string, enough: (claims: number, bytes: number) => boolean): number {
  const rolled = diceOf(7);
  const out = openSync(file, 'w');
  const put = (segments: readonly string[]): number => writeSync(out, segments.map((one) => `${one}~`).join(''));
  let [claims, bytes, sets] = [0, 0, 0];
  bytes += put([
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260314*1000*^*00501*000000001*0*P*:',
    'GS*HP*SENDER*RECEIVER*20260314*1000*1*X*005010X221A1',
  ]);
  while (!enough(claims, bytes)) {
    sets += 1;
    let paid = 0;
    const body: string[] = [];
    for (let one = 0; one < CLAIMS_IN_ONE; one += 1) {
      claims += 1;
      const claim = claimSegments(claims, (most) => 1 + rolled(most));
      paid += claim.paid;
      body.push(...claim.segments);
    }
    const head = [
      `ST*835*${sets}`,
      `BPR*I*${amountText(paid)}*C*ACH*CCP*01*1*DA*1*1512345678**01*1*DA*1*20260314`,
      `TRN*1*T-${sets}*1512345678`,
      'N1*PR*BLUE FERN HEALTH',
      'N1*PE*DEMO HOSPITAL*XX*1234567893',
      'LX*1',
    ];
    bytes += put([...head, ...body, `SE*${head.length + body.length + 1}*${sets}`]);
  }
  put([`GE*${sets}*1`, 'IEA*1*000000001']);
  closeSync(out);
  return claims;
}

function claimSegments(number: number, roll: (most: number) => number): { readonly segments: readonly string[]; readonly paid: number } {
  const lines = Array.from({ length: roll(5) }, (_none, at) => ({ at, paid: roll(20_000), contractual: roll(9_000), share: roll(3_000) }));
  const total = (of: (line: (typeof lines)[number]) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const [paid, share] = [total((line) => line.paid), total((line) => line.share)];
  const billed = paid + share + total((line) => line.contractual);
  return {
    paid,
    segments: [
      `CLP*C-${number}*1*${amountText(billed)}*${amountText(paid)}*${amountText(share)}*12*P-${number}*11*1`,
      `NM1*QC*1*ROE*ANN*M***MI*M-${number}`,
      'NM1*82*1*LEE*KIM****XX*1234567893',
      `REF*EA*R-${number}`,
      'DTM*232*20260301',
      'DTM*233*20260302',
      'DTM*050*20260305',
      ...lines.flatMap((line) => [
        `SVC*HC:9921${line.at}:25*${amountText(line.paid + line.contractual + line.share)}*${amountText(line.paid)}**1`,
        'DTM*472*20260301',
        `CAS*CO*45*${amountText(line.contractual)}`,
        `CAS*PR*1*${amountText(line.share)}`,
        `REF*6R*${line.at + 1}`,
        `AMT*B6*${amountText(line.paid + line.share)}`,
      ]),
    ],
  };
}

/** Reads a file in a process of its own, so that its memory is its own. */
function readElsewhere(reader: string, file: string, folder: string | undefined): void {
  const words = [import.meta.filename, reader, file, folder ?? ''];
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 64 * MB,
  });
  const told = stdout.trim().split('\n').at(-1) ?? '';
  const why = signal === null ? (stderr.split('\n').find((line) => /Error|FATAL/.test(line)) ?? '') : `stopped after ${LIMIT_MS / 1_000} s`;
  say(`  ${reader.padEnd(12)} ${status === 0 ? told : `did not end: ${why.slice(0, 200)}`}`);
}

async function readOurs(file: string): Promise<void> {
  const began = performance.now();
  let [claims, balanced] = [0, 0];
  for await (const event of readRemittance(openX12(file))) {
    if (event.kind !== 'claim') continue;
    claims += 1;
    if (event.claim.balanced) balanced += 1;
  }
  tell(file, began, `${claims} claims, ${balanced} balanced`);
}

/** The command that prints, in a process of its own that tells its memory, with what it prints thrown away. */
function printOurs(file: string): void {
  const began = performance.now();
  const main = resolve(import.meta.dirname, '..', 'app', 'main.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_MEMORY, main, 'x12', file, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = (performance.now() - began) / 1_000;
  say(`${seconds.toFixed(1)} s, ${(statSync(file).size / MB / seconds).toFixed(1)} MB/s, ${stderr.trim()}: x12 --json, exit ${status}`);
}

async function readWithParser(file: string, folder: string): Promise<void> {
  const { X12parser } = createRequire(join(folder, 'package.json'))('x12-parser') as { X12parser: new () => Transform };
  const began = performance.now();
  let claims = 0;
  const segments: AsyncIterable<{ readonly name?: string }> = createReadStream(file).pipe(new X12parser());
  for await (const { name } of segments) if (name === 'CLP') claims += 1;
  tell(file, began, `${claims} CLP, segments alone`);
}

async function readWithNodeX12(file: string, folder: string): Promise<void> {
  const { X12Parser } = createRequire(join(folder, 'package.json'))('node-x12') as {
    X12Parser: new (strict?: boolean) => Transform;
  };
  const began = performance.now();
  let claims = 0;
  const segments: AsyncIterable<{ readonly tag?: string }> = createReadStream(file, 'utf8').pipe(new X12Parser(false));
  for await (const { tag } of segments) if (tag === 'CLP') claims += 1;
  tell(file, began, `${claims} CLP, segments alone`);
}

function tell(file: string, began: number, what: string): void {
  const seconds = (performance.now() - began) / 1_000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const onCore = (userCPUTime + systemCPUTime) / 1e6;
  const rate = (of: number) => `${(statSync(file).size / MB / of).toFixed(1)} MB/s`;
  say(
    `${seconds.toFixed(1)} s, ${rate(seconds)}; ${onCore.toFixed(1)} s of processor, ${rate(onCore)}; peak ${(maxRSS / 1_024).toFixed(0)} MB: ${what}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
