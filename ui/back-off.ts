const firstMs = 500

/** How long to wait before try `attempt` (0, 1, 2 …): doubles up to `mostMs`, half of it random so that a crowd spreads. */
export function backOffMs(attempt: number, mostMs = 15_000): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 16))
  return whole / 2 + (Math.random() * whole) / 2
}
