const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Modifiers that can say that a service stands apart: NCCI Policy Manual, chapter I, section E. */
export const SEPARATING_MODIFIERS: ReadonlySet<string> = new Set([
  ...words('24 25 27 57 58 59 78 79 91 XE XP XS XU'),
  ...words('E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LC LD LM LT RC RI RT'),
  // Of a service done again on a day: they set a line apart from its twin.
  ...words('76 77'),
]);
