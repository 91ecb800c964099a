import { describe, expect, it } from 'vitest';
import { keptWith } from './kept-with.ts';

describe('keptWith', () => {
  it('keeps a value with each object, and those of two tables apart', () => {
    const lengths = keptWith<object, number>();
    const names = keptWith<object, string>();
    const [one, other] = [{}, {}];

    lengths.set(one, 1);
    names.set(one, 'one');
    lengths.set(other, 2);

    expect([lengths.get(one), names.get(one), lengths.get(other), names.get(other)]).toEqual([1, 'one', 2, undefined]);
  });

  it('gives a copy of an object nothing of what was kept with it', () => {
    const known = keptWith<{ readonly start: number }, string>();
    const sentence = { start: 3 };
    known.set(sentence, 'read');

    const copy = { ...sentence };

    expect(known.get(copy)).toBeUndefined();
    expect(copy).toEqual({ start: 3 });
  });

  it('shows nothing of it in the object, which may be a list', () => {
    const known = keptWith<readonly string[], string>();
    const words = ['no', 'fever'];

    known.set(words, 'read');

    expect(Reflect.ownKeys(words)).toEqual(['0', '1', 'length']);
    expect(known.get(words)).toBe('read');
  });
});
