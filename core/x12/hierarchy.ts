import type { Find } from './finding.ts';
import { elementOf, type Segment } from './segment.ts';

/** Which level code an HL may stand under, by its own (HL03). */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  '20': [],
  '21': ['20'],
  '19': ['21'],
  '22': ['20', '19'],
  '23': ['22'],
  PT: ['19'],
};

/** Holds the numbers of HL segments against each other: HL02 names the open level above. The levels of one transaction go in in order. */
export function hierarchy(find: Find): (segment: Segment) => void {
  let open: { readonly id: string; readonly code: string }[] = [];
  return (segment) => {
    const [id, parent, code] = [elementOf(segment, 1), elementOf(segment, 2), elementOf(segment, 3)];
    const parents = PARENTS[code];
    const at = open.findLastIndex((level) => parents?.includes(level.code));
    const above = open[at];
    const here = { segment: segment.number, element: 'HL02' } as const;
    if (parents?.length === 0 ? parent !== '' : above !== undefined && above.id !== parent) {
      const says =
        above === undefined ? 'HL02 names a level above the highest.' : `HL02 does not name the level that it stands under (${above.id}).`;
      find({ severity: 'warning', rule: 'x12.hierarchy', ...here, says: `${says} It was read by its place in the file.` });
    }
    open = [...open.slice(0, at + 1), { id: /^\d{1,12}$/.test(id) ? id : 'unnumbered', code }];
  };
}
