/** Milliseconds since the epoch. */
export interface Clock {
  /** Wall time: tokens, sessions, limits, logs. */
  wallMs(): number;
  /** Business time: wall time plus the test clock's offset; expiry, refund windows, coupons. */
  nowMs(): number;
}

export interface AdjustableClock extends Clock {
  /** Sets the distance of business time from wall time, in ms. Refused by callers in live mode. */
  setOffsetMs(offsetMs: number): void;
  offsetMs(): number;
}

/** The clock of a process. */
export function systemClock(wall: () => number = Date.now): AdjustableClock {
  let offset = 0;
  return {
    wallMs: wall,
    nowMs: () => wall() + offset,
    setOffsetMs: (offsetMs) => {
      offset = offsetMs;
    },
    offsetMs: () => offset,
  };
}
