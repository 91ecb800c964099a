import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkpointsWarning } from './check-checkpoints.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-checkpoints-'));

test('a folder that can be made is made, and nothing is said', async () => {
  expect(await checkpointsWarning(join(folder, 'made', 'ours.checkpoints'))).toBeUndefined();
  expect(existsSync(join(folder, 'made'))).toBe(true);
});

test('what takes no checkpoints is named, with the setting that mends it', async () => {
  writeFileSync(join(folder, 'file'), '');

  expect(await checkpointsWarning(join(folder, 'file', 'ours.checkpoints'))).toMatch(
    /cannot be written to .*Set COUNTERSIGN_CHECKPOINTS to/,
  );
});
