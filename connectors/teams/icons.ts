import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [number, number];
type Colour = readonly [number, number, number];

const BLUE: Colour = [0x1f, 0x3a, 0x4d];
const WHITE: Colour = [255, 255, 255];
/** A tick, and beneath it the line that is signed on; in parts of the side. */
const STROKES: readonly (readonly [Point, Point])[] = [
  [
    [0.27, 0.46],
    [0.43, 0.61],
  ],
  [
    [0.43, 0.61],
    [0.75, 0.25],
  ],
  [
    [0.25, 0.77],
    [0.75, 0.77],
  ],
];
const HALF_WIDTH = 0.045;
/** Teams draws the outline at the size of its own icons, so it fills its picture. */
const OUTLINE_SCALE = 1.5;

/** 192 by 192, white on the product's blue. */
export function colourIcon(): Uint8Array {
  return pngOf(192, (at) => {
    const ink = coverage(at, 192);
    return [...BLUE.map((part, channel) => Math.round(part + ((WHITE[channel] ?? 0) - part) * ink)), 255];
  });
}

/** 32 by 32, white on nothing, as Teams wants it. */
export function outlineIcon(): Uint8Array {
  const grown = (part: number): number => (part - 0.5) / OUTLINE_SCALE + 0.5;
  return pngOf(32, ([x, y]) => [...WHITE, Math.round(255 * coverage([grown(x), grown(y)], 32 * OUTLINE_SCALE))]);
}

/** How much of a pixel the strokes cover, by its distance from the nearest. */
function coverage(at: Point, side: number): number {
  const nearest = Math.min(...STROKES.map(([from, to]) => distance(at, from, to)));
  return Math.min(1, Math.max(0, (HALF_WIDTH - nearest) * side + 0.5));
}

function distance([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const part = Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2)));
  return Math.hypot(x - fromX - part * alongX, y - fromY - part * alongY);
}

/** A picture with transparency, eight bits a channel: https://www.w3.org/TR/png-3/ */
function pngOf(side: number, pixel: (at: Point) => readonly number[]): Uint8Array {
  const rows = Array.from({ length: side }, (_row, y) => {
    const pixels = Array.from({ length: side }, (_column, x) => pixel([(x + 0.5) / side, (y + 0.5) / side])).flat();
    return Buffer.from([0, ...pixels]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
