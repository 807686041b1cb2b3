import { setTimeout } from 'node:timers/promises';

/** Waits until that is so. */
export async function until(what: string, condition: () => unknown, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Not within ${seconds} s: ${what}`);
    }
    await setTimeout(20);
  }
}
