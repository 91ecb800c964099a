import type { NodeId, ReadNodes } from './proofs.ts';

/**
 * Reads the nodes of many proofs at once: what is asked for in the same turn of the event loop goes to the store as one question,
 * and a node that was read is kept.
 */
export function gatherNodes(read: ReadNodes): ReadNodes {
  const known = new Map<string, Promise<Buffer>>();
  let wanted: NodeId[] = [];
  let answered: Promise<readonly Buffer[]> | undefined;

  function ask(id: NodeId): Promise<Buffer> {
    const place = wanted.push(id) - 1;
    answered ??= Promise.resolve().then(() => {
      const ids = wanted;
      [wanted, answered] = [[], undefined];
      return read(ids);
    });
    return answered.then((hashes) => hashes[place] ?? missing());
  }
  return (ids) =>
    Promise.all(
      ids.map((id) => {
        const name = `${id.level}/${id.index}`;
        const there = known.get(name) ?? ask(id);
        known.set(name, there);
        return there;
      }),
    );
}

function missing(): never {
  throw new RangeError('the store holds fewer nodes than the tree has');
}
