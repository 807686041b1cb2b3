const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Pauses that double, up to half a minute, and differ by up to a fifth so that replicas do not come all at once. */
export class Backoff {
  private failures = 0;

  next(): number {
    const pause = Math.min(FIRST_MS * 2 ** this.failures++, LONGEST_MS);
    return pause * (0.8 + 0.2 * Math.random());
  }

  reset() {
    this.failures = 0;
  }
}
