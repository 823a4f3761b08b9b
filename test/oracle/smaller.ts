/** Makes a found file smaller while it still shows what it was found for. Knows nothing of what that is. */

/** Says of each of some texts whether it still shows it. */
export type Shows = (candidates: readonly string[]) => Promise<readonly boolean[]>;

/** So many are asked about at once; what comes behind a yes is asked in vain. */
const AT_ONCE = 8;

/** The text without all lines, then without all bytes, that can be left out: first half of them at once, at last one by one. */
export async function smaller(text: string, shows: Shows): Promise<string> {
  const lines = await fewer(text.split("\n"), "\n", shows);
  return await fewer(lines.split(""), "", shows);
}

async function fewer(whole: readonly string[], glue: string, shows: Shows): Promise<string> {
  let parts = whole;
  for (let size = Math.ceil(parts.length / 2); size >= 1; ) {
    const before = parts.length;
    for (let from = 0; from < parts.length; ) {
      const starts = Array.from({ length: AT_ONCE }, (_, at) => from + at * size).filter((at) => at < parts.length);
      const shorter = starts.map((at) => [...parts.slice(0, at), ...parts.slice(at + size)]);
      const found = (await shows(shorter.map((some) => some.join(glue)))).indexOf(true);
      if (found >= 0) parts = shorter[found] as string[];
      from = found < 0 ? from + AT_ONCE * size : (starts[found] as number);
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (parts.length === before) break;
  }
  return parts.join(glue);
}
