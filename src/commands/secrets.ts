/** Text of a file as it may leave the program: line by line without its secrets, unless they were asked for. */
import { isSecretLine } from "../wireguard/secret.ts";

export function shownText(text: string, secrets: boolean): string {
  return secrets ? text : text.split("\n").map(maskedLine).join("\n");
}

/** All that follows the key's sign becomes dots. */
export function maskedLine(line: string): string {
  return isSecretLine(line) ? line.replace(/^([^=:]*[=:]\s*).*$/, "$1••••••••") : line;
}
