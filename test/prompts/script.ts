/** An asker that answers from a script, and remembers what it was asked. */
import { type Asker, Cancelled } from "../../src/prompts/asker.ts";

export interface Scripted extends Asker {
  /** Messages in the order in which they were asked, refusals among them. */
  readonly asked: string[];
}

/** What Enter alone takes. */
export const ENTER = Symbol("Enter");
/** Ctrl-C. */
export const LEAVE = Symbol("Ctrl-C");

export type Answer = string | boolean | typeof ENTER | typeof LEAVE | (() => string | boolean | typeof ENTER);

/** Answers the questions in order; one that is refused is followed by the next. The script's end is Ctrl-C. */
export function scripted(answers: readonly Answer[]): Scripted {
  const left = [...answers];
  const asked: string[] = [];
  const next = () => {
    const answer = left.shift() ?? LEAVE;
    const said = typeof answer === "function" ? answer() : answer;
    if (said === LEAVE) throw new Cancelled();
    return said;
  };
  return {
    asked,
    async text({ message, suggestion, check }) {
      asked.push(message);
      for (;;) {
        const said = next();
        const text = said === ENTER ? (suggestion ?? "") : String(said);
        const problem = check(text);
        if (problem === null) return text;
        asked.push(`refused: ${problem}`);
      }
    },
    async pick({ message, choices, suggestion }) {
      asked.push(message);
      const said = next();
      if (said === ENTER) return suggestion ?? choices[0]?.value ?? "";
      const choice = choices.find(({ value, name }) => value === said || name === said);
      if (!choice) throw new Error(`${String(said)} is not among ${choices.map(({ name }) => name).join(" / ")}`);
      return choice.value;
    },
    async yes(message) {
      asked.push(message);
      const said = next();
      return said === ENTER ? false : said === true;
    },
  };
}
