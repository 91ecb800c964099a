/** The number that an outbox id stands for. */
function numberOf(outboxId: string): bigint {
  return BigInt(`0x${outboxId.replaceAll('-', '')}`);
}

/** 20 letters and digits for MSH-10, the same for one outbox id for ever. */
export function controlId(outboxId: string): string {
  return (numberOf(outboxId) % 36n ** 20n).toString(36).toUpperCase().padStart(20, '0');
}

/**
 * 9 digits for an X12 interchange, the same for one outbox id for ever, and never all zeros. Two ids may share one, about once in a
 * thousand million pairs; the reference in BGN02 tells them apart.
 */
export function controlNumber(outboxId: string): string {
  return (1n + (numberOf(outboxId) % 999_999_999n)).toString().padStart(9, '0');
}
