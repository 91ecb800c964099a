/**
 * How often a test draws: as often as it takes to see that it would see, or, with COUNTERSIGN_TEST_ROUNDS=full, as often as the bar that it
 * shows asks for. Both draw from the same dice, so what the short run draws is the beginning of the long one.
 */
export function rounds({ full, quick }: { readonly full: number; readonly quick: number }): number {
  return process.env['COUNTERSIGN_TEST_ROUNDS'] === 'full' ? full : quick;
}
