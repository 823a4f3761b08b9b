/**
 * A hook's commands, as far as a rule needs them: words without their quotes, parted where the shell parts commands. No
 * shell: what it cannot read it leaves as words.
 */

export interface ShellCommand {
  /** Without `sudo`, `if`, `then` and the like in front; the program without its folder. */
  readonly words: readonly string[];
  /** The program as it is written. */
  readonly program: string;
  /** A failure of it is caught: `|| …` behind it, or it stands in a condition. */
  readonly caught: boolean;
}

const LEADING: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "sudo",
  "exec",
  "command",
  "time",
  "(",
  "{",
]);
const CONDITIONS: ReadonlySet<string> = new Set(["if", "elif", "while", "until", "!"]);

/** The commands of a line of shell, in their order. */
export function commandsOf(line: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  const end = (operator: string) => {
    const leading = words.findIndex((word) => !LEADING.has(word) && word !== "!" && !/^[A-Za-z_]\w*=/.test(word));
    const own = leading < 0 ? [] : words.slice(leading);
    const [program] = own;
    if (program !== undefined) {
      const condition = words.slice(0, leading).some((word) => CONDITIONS.has(word));
      commands.push({
        words: [program.replace(/^.*\//, ""), ...own.slice(1)],
        program,
        caught: condition || operator === "||",
      });
    }
    words = [];
  };
  for (const { kind, text } of tokens(line)) {
    if (kind === "operator") end(text);
    else words.push(text);
  }
  end("");
  return commands;
}

interface Token {
  readonly kind: "word" | "operator";
  readonly text: string;
}

function* tokens(line: string): Generator<Token> {
  const pattern =
    /\s*(?:(#.*$)|(&&|\|\||;|\||&(?!>)|\n)|((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|&>|>&|[^\s;&|"'\\]|["'])+))/gy;
  const text = line.trim();
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [, comment, operator, word] = found;
    if (comment !== undefined) return;
    if (operator !== undefined) yield { kind: "operator", text: operator };
    else if (word !== undefined) yield { kind: "word", text: word.replace(/["'\\]/g, "") };
    if (pattern.lastIndex >= text.length) return;
  }
}

/** Where a `#` stands that bash would not take for the beginning of a comment; -1 where none does. */
export function hashInside(hook: string): number {
  let quote = "";
  for (let at = 0; at < hook.length; at++) {
    const sign = hook[at] as string;
    if (quote === "" && sign === "\\") at++;
    else if (quote === '"' && sign === "\\") at++;
    else if (quote !== "") {
      if (sign === quote) quote = "";
      else if (sign === "#") return at;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "#") {
      // A comment of bash's own: whoever cuts it there loses nothing.
      if (at === 0 || /[\s;&|(]/.test(hook[at - 1] as string)) return -1;
      return at;
    }
  }
  return -1;
}
