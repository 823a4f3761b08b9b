/**
 * One line as the search for names sees it: blank, a comment, or something that programs read; and whether a comment
 * without any mark can be a name at all.
 */
import { trimBlanks } from "../bytes.ts";
import { isSecretLine } from "../secret.ts";

/** What PiVPN puts before every line of a block that is switched off. */
const DISABLED = "#[disabled]";

/** Whether the line belongs to a switched-off block. */
export function isDisabled(raw: string): boolean {
  return raw.startsWith(DISABLED);
}

/** The line without the mark that switches it off, and without outer blanks: empty for a blank one, `#…` for a comment. */
export function bareText(raw: string): string {
  return trimBlanks(raw.startsWith(DISABLED) ? raw.slice(DISABLED.length) : raw);
}

/** Settings and headers that were commented out, and remarks about a key: nobody's name. */
const COMMENTED_OUT =
  /^#+\s*(?:\[|(?:PublicKey|PrivateKey|PresharedKey|AllowedIPs|Allowed IPs|Endpoint|PersistentKeepalive|ListenPort)\b|(?:Address|DNS|MTU|Table|FwMark|SaveConfig|P(?:re|ost)(?:Up|Down))\s*=)/i;

/** The lines of tools that say something else: role comments, merged fields, how clients reach the server. */
const OF_TOOLS = /^#+\s*(?:-WGP- |exit-node:|wireme-|clients dial \S+$|ENDPOINT \S+$|friendly_(?:name|json)\s*=)/;

const LONGEST_NAME = 300;

/** Whether it is a setting or header that somebody commented out, or speaks of one. */
export function isCommentedOut(comment: string): boolean {
  return comment.length <= LONGEST_NAME && COMMENTED_OUT.test(comment);
}

/** Whether the comment draws a line or a heading: `# ------`, `# --- Phones ---`. */
export function isRule(comment: string): boolean {
  return (
    comment.length <= LONGEST_NAME &&
    (/^#+\s*[-=*~_]{3}|[-=*~_]{3}\s*#*$/.test(comment) || !/[^#\s!-/:-@[-`{-~]/.test(comment))
  );
}

/** The comment's text where it can be a name by itself (byte text), else null. */
export function bareName(comment: string): string | null {
  if (comment.length > LONGEST_NAME || isRule(comment) || COMMENTED_OUT.test(comment) || OF_TOOLS.test(comment))
    return null;
  if (isSecretLine(comment)) return null;
  const boxed = /^(#{2,}) (.+) \1$/.exec(comment)?.[2];
  return trimBlanks(boxed ?? comment.replace(/^#+/, "")) || null;
}
