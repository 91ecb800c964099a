import { expect, test } from 'vitest';
import { gatherNodes } from './gather-nodes.ts';
import { inclusionPath, type NodeId, type ReadNodes } from './proofs.ts';

const hashOf = ({ level, index }: NodeId): Buffer => Buffer.from(`${level}/${index}`.padEnd(32));

test('the nodes of many proofs are one question to the store, each asked for once', async () => {
  const questions: NodeId[][] = [];
  const read: ReadNodes = (ids) => {
    questions.push([...ids]);
    return Promise.resolve(ids.map(hashOf));
  };
  const gathered = gatherNodes(read);
  const paths = await Promise.all([3, 4, 5, 900].map((index) => inclusionPath(index, 1_000, gathered)));
  const alone = await Promise.all([3, 4, 5, 900].map((index) => inclusionPath(index, 1_000, (ids) => Promise.resolve(ids.map(hashOf)))));

  expect(paths).toEqual(alone);
  expect(questions).toHaveLength(1);
  const names = questions.flat().map(({ level, index }) => `${level}/${index}`);
  expect(new Set(names).size).toBe(names.length);
});

test('a store that gives fewer nodes than it was asked for is no store', async () => {
  const gathered = gatherNodes(() => Promise.resolve([]));

  await expect(inclusionPath(3, 8, gathered)).rejects.toThrow(RangeError);
});
