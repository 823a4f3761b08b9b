/** Waiting. */

/** Waits until it is so, looking ten times a second; rejects with `what` after `seconds`. */
export async function until(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(0.1);
  }
}

export function pause(seconds: number): Promise<void> {
  return new Promise((over) => setTimeout(over, Math.max(0, seconds) * 1000));
}
