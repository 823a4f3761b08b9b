/**
 * The line that runs this very program as root: with the node that runs it now, which sudo's PATH may lack (nvm), and
 * by its own path, which may lie in npx's cache.
 */

/** As a program and its arguments, for running it. Arguments are never secret: nothing secret is a flag. */
export function sudoCommand(
  args: readonly string[] = process.argv.slice(2),
): readonly [program: string, ...args: string[]] {
  const script = process.argv[1];
  return ["sudo", process.execPath, ...(script === undefined ? [] : [script]), ...args];
}

/** As one line to be typed at a shell. */
export function sudoLine(args: readonly string[] = process.argv.slice(2)): string {
  return sudoCommand(args).map(quoted).join(" ");
}

/** A word for a POSIX shell: as it is where it is harmless, else in single quotes. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
