/**
 * The command that loads one peer into the running interface, as it is typed at a shell: the lines of the new block are
 * read from the file by `sed`, so that nothing secret stands in the command.
 */

/** `sudo bash -c 'wg addconf wg0 <(sed -n "29,33p" /etc/wireguard/wg0.conf)'`, odd names and paths quoted. */
export function loadCommandOf(
  interfaceName: string,
  path: string,
  block: { readonly from: number; readonly to: number },
): string {
  const file = path.startsWith("-") ? `./${path}` : path;
  return `sudo bash -c ${quoted(`wg addconf ${word(interfaceName)} <(sed -n "${block.from},${block.to}p" ${word(file)})`)}`;
}

/** A word that a POSIX shell takes as it stands, else quoted. */
export function word(text: string): string {
  return /^[A-Za-z0-9_.,/+=:@%-]+$/.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
