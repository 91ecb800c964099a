/** What was worked out once for an object and is kept as long as the object is: a `WeakMap`, to ask and to fill. */
export interface KeptWith<K extends object, V> {
  readonly get: (object: K) => V | undefined;
  readonly set: (object: K, value: V) => void;
}

let tables = 0;

/**
 * Keeps values with the objects of one document, in a field of theirs that nothing else sees and no copy has. A `WeakMap` would
 * do but for one thing: V8 takes all that is in one for live whenever it collects young objects, so that what was read of every note
 * grew old. That cost a tenth of the time and a hundred megabytes.
 */
export function keptWith<K extends object, V>(): KeptWith<K, V> {
  const table = tables;
  tables += 1;
  return {
    get: (object) => Holder.read(object)?.[table] as V | undefined,
    set: (object, value) => {
      (Holder.read(object) ?? Holder.open(object))[table] = value;
    },
  };
}

/** As a constructor it gives back the object that it is given: a class that extends it adds its private fields to that object. */
const Given = function (object: object): object {
  return object;
} as unknown as new (object: object) => object;

class Holder extends Given {
  readonly #values: unknown[] = [];

  static read(object: object): unknown[] | undefined {
    return #values in object ? object.#values : undefined;
  }

  static open(object: object): unknown[] {
    return new Holder(object).#values;
  }
}
