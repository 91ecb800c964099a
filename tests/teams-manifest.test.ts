import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip } from '#connectors/reference-data/zip-archive.ts';
import { TEAMS_APP } from './support/teams-tokens.ts';
import { colourIcon, outlineIcon } from '#connectors/teams/icons.ts';
import { teamsManifest, teamsPackage } from '#connectors/teams/manifest.ts';
import { zipOf } from '#connectors/teams/zip.ts';

const OPTIONS = { appId: TEAMS_APP, publicUrl: 'https://countersign.hospital.example/' };

/** Height and width that a picture names, and its pixels as red, green, blue and how solid they are. */
function drawn(png: Uint8Array): { readonly size: readonly number[]; readonly pixels: readonly (readonly number[])[] } {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const start = bytes.indexOf('IDAT');
  const raw = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  const pixels = Array.from({ length: width * height }, (_pixel, at) => {
    const from = Math.floor(at / width) * (width * 4 + 1) + 1 + (at % width) * 4;
    return [...raw.subarray(from, from + 4)];
  });
  return { size: [width, height], pixels };
}

test('packs the manifest and its two pictures, and the same bytes each time', () => {
  const bytes = Buffer.from(teamsPackage(OPTIONS));
  const files = readZip(bytes, 'countersign-teams.zip');
  const [manifest, ...pictures] = files.map((file) => file.read());

  expect(files.map(({ name }) => name)).toEqual(['manifest.json', 'color.png', 'outline.png']);
  expect(JSON.parse(manifest?.toString('utf8') ?? '')).toEqual(teamsManifest(OPTIONS));
  expect(pictures).toEqual([colourIcon(), outlineIcon()].map((one) => Buffer.from(one)));
  expect(Buffer.from(teamsPackage(OPTIONS))).toEqual(bytes);
});

test('zips names of any letters and files of no length', () => {
  const files = readZip(Buffer.from(zipOf([{ name: 'größe.txt', content: Buffer.alloc(0) }])), 'a.zip');

  expect(files.map((file) => [file.name, file.read().length])).toEqual([['größe.txt', 0]]);
});

test('draws what Teams asks for: 192 by 192 in colour, and 32 by 32 in white on nothing', () => {
  const [colour, outline] = [drawn(colourIcon()), drawn(outlineIcon())];

  expect(colour.size).toEqual([192, 192]);
  expect(colour.pixels.every(([, , , solid]) => solid === 255)).toBe(true);
  expect(new Set(colour.pixels.map(String)).size).toBeGreaterThan(2);
  expect(outline.size).toEqual([32, 32]);
  expect(outline.pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  expect(outline.pixels.some(([, , , solid]) => solid === 255)).toBe(true);
  expect(outline.pixels.filter(([, , , solid]) => solid === 0).length).toBeGreaterThan(500);
});

test('asks for no permission, and is a bot in talks with one person, in teams and in groups', () => {
  const manifest = teamsManifest(OPTIONS);
  const [bot] = manifest.bots;

  expect(Object.keys(manifest)).not.toContain('authorization');
  expect(Object.keys(manifest)).not.toContain('webApplicationInfo');
  expect(bot).toMatchObject({
    botId: TEAMS_APP,
    scopes: ['personal', 'team', 'groupChat'],
    supportsFiles: true,
    isNotificationOnly: false,
  });
  expect(manifest.developer).toMatchObject({ websiteUrl: 'https://countersign.hospital.example' });
});

test('keeps to the lengths of the manifest', () => {
  const { name, description, developer, bots, manifestVersion, $schema } = teamsManifest({ ...OPTIONS, developer: 'x'.repeat(100) });

  expect([name.short.length <= 30, name.full.length <= 100, developer.name.length <= 32]).toEqual([true, true, true]);
  expect([description.short.length <= 80, description.full.length <= 4_000]).toEqual([true, true]);
  expect($schema).toContain(`/v${manifestVersion}/`);
  for (const { commands } of bots[0]?.commandLists ?? []) {
    expect(commands.length).toBeLessThanOrEqual(10);
    for (const { title, description: says } of commands) expect([title.length <= 32, says.length <= 128]).toEqual([true, true]);
  }
});
