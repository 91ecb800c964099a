/** A value while it is being read: what its type holds fast can still be set. */
export type Draft<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer One)[]
    ? Draft<One>[]
    : { -readonly [K in keyof T]: Draft<T[K]> };
