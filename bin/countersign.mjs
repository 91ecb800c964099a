#!/usr/bin/env node
// Runs Countersign on the Node that `npm ci` installed, whatever Node started this file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const main = join(root, 'app', 'main.ts');
// Beside what it is compiled from, and not in a folder for everybody: what is in it is run.
const compiled = join(root, 'node_modules', '.cache', 'countersign');
const quiet = '--disable-warning=ExperimentalWarning';
const [major] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') console.error(warning.stack ?? String(warning));
  });
  nodeModule.enableCompileCache(compiled);
  await import(main);
} else {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    console.error('Countersign runs on Node 24, which `npm ci` brings. Run `npm ci` in this folder first.');
    process.exit(69);
  }
  const child = spawn(node, [quiet, main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128));
}
