import { blocksOf, type Block } from './blocks.ts';
import { listed } from './listed.ts';
import { linesOf, type Line } from './lines.ts';
import type { Reading, Section, Sentence } from './reading.ts';
import { sectionsOf } from './sections.ts';
import { numberedItems, splitSentences } from './split-sentences.ts';

/** Sections where every line of its own is an entry, bullet or not. */
const LISTS = new Set<string>(
  listed(`
  plan, past-medical-history, past-surgical-history, diagnoses, admitting-diagnoses, discharge-diagnoses,
  assessment, assessment-and-plan, impression, medications, allergies, procedures, family-history`),
);
/** Sections that are nothing but a list. */
const DIAGNOSES = new Set<string>(['diagnoses', 'admitting-diagnoses', 'discharge-diagnoses']);
/** An entry without a bullet is no longer than this. */
const LONGEST_ENTRY = 120;

/** Takes a note apart: sections by heading, sentences with true offsets. Linear in the length of the text. */
export function readNote(text: string): Reading {
  const lines = linesOf(text);
  const sections = sectionsOf(text, lines);
  const sentences: Sentence[] = [];
  let at = 0;
  for (const section of sections) {
    const own: Line[] = [];
    while (at < lines.length && (lines[at]?.next ?? Infinity) <= section.body) at += 1;
    for (let index = at; index < lines.length; index += 1) {
      const line = lines[index];
      if (line === undefined || line.from >= section.end) break;
      own.push(clipped(text, line, section));
      at = line.next <= section.end ? index + 1 : index;
    }
    for (const block of blocksOf(own, DIAGNOSES.has(section.kind))) sentences.push(...sentencesOf(text, block, section));
  }
  return { text, sections, sentences };
}

/** The part of a line that lies in the body of a section: a line can hold the heading, or several sections. */
function clipped(text: string, line: Line, section: Section): Line {
  if (line.start >= section.body && line.end <= section.end) return line;
  const from = Math.max(line.start, Math.min(section.body, line.end));
  const raw = text.slice(from, Math.max(from, Math.min(line.end, section.end)));
  const start = from + raw.length - raw.trimStart().length;
  const trimmed = raw.trim();
  return { from: line.from, next: line.next, start, end: start + trimmed.length, text: trimmed };
}

function sentencesOf(text: string, block: Block, section: Section): Sentence[] {
  const items = numberedItems(text, block);
  if (items.length > 0) {
    return items.flatMap((item) => splitSentences(text, item).map((range, index) => ({ ...range, section, item: index === 0 })));
  }
  const ranges = splitSentences(text, block);
  const entry = block.item || (LISTS.has(section.kind) && ranges.length === 1 && block.end - block.start <= LONGEST_ENTRY);
  return ranges.map((range, index) => ({ ...range, section, item: entry && index === 0 }));
}
