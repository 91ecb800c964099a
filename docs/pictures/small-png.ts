import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** A screenshot with at most 256 colours, which is enough for text and a third of the size. */
export async function smallPng(page: Page, png: Buffer): Promise<Buffer> {
  const pixels = await pixelsOf(page, png);
  for (const levels of [31, 21, 15, 10, 7]) {
    const indexed = index(pixels, levels);
    if (indexed !== undefined) return encode(pixels, indexed);
  }
  return png;
}

async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  const [width, height, base64] = await page.evaluate(async (source) => {
    const { Image, document, btoa } = globalThis as unknown as {
      Image: new () => { src: string; width: number; height: number; decode(): Promise<void> };
      document: {
        createElement(name: 'canvas'): {
          width: number;
          height: number;
          getContext(kind: '2d'): {
            drawImage(image: object, x: number, y: number): void;
            getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
          };
        };
      };
      btoa: (text: string) => string;
    };
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
    return [image.width, image.height, btoa(text)] as const;
  }, png.toString('base64'));
  return { width, height, rgba: Buffer.from(base64, 'base64') };
}

interface Indexed {
  readonly palette: readonly number[];
  readonly at: Uint8Array;
}

/** Each channel in so many steps; `undefined` where that still makes too many colours. */
function index({ width, height, rgba }: Pixels, levels: number): Indexed | undefined {
  const step = Uint8Array.from({ length: 256 }, (_, value) => Math.round((Math.round((value / 255) * levels) * 255) / levels));
  const known = new Map<number, number>();
  const at = new Uint8Array(width * height);
  for (let pixel = 0; pixel < at.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(pixel * 4, pixel * 4 + 3);
    const colour = ((step[red] ?? 0) << 16) | ((step[green] ?? 0) << 8) | (step[blue] ?? 0);
    const place = known.get(colour) ?? known.size;
    if (place >= MOST_COLOURS) return undefined;
    known.set(colour, place);
    at[pixel] = place;
  }
  return { palette: [...known.keys()], at };
}

function encode({ width, height }: Pixels, { palette, at }: Indexed): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let line = 0; line < height; line += 1) lines.set(at.subarray(line * width, (line + 1) * width), line * (width + 1) + 1);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
