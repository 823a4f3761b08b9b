/**
 * `wg-wizard check [FILE|-]`: what is wrong with a server's file and its machine, why, and what to do. With `--mend ID`
 * all findings of one rule are mended by one plan.
 */
import { resolve } from "node:path";
import { evidenceFor, isOwn } from "../checks/evidence.ts";
import type { RuleId } from "../checks/finding.ts";
import { judge, type Report, RULES } from "../checks/judge.ts";
import { loneWorld } from "../checks/lone.ts";
import { type Host, HostFailure } from "../host/host.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/width.ts";
import { notLookedAtTold, summaryOf } from "../words/finding.ts";
import { readArguments } from "./arguments.ts";
import { checkDocument } from "./check-document.ts";
import { checkText } from "./check-text.ts";
import { type Checked, withMachine } from "./checked.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { openFor, troubleText } from "./opening.ts";
import { failureText } from "./sentences.ts";
import { rowOf } from "./table.ts";

/** What is printed into a pipe is this wide. */
const PIPE_COLUMNS = 80;

export const check: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("check"), args, context);
    if (read.kind === "end") return read.status;
    const { bare, on, wait, values } = read.arguments;
    const said = context.words.checks;
    const skipped = (values.skip ?? "").split(/[,\s]+/).filter((one) => one !== "");
    const wrong = [...skipped, ...(values.mend === undefined ? [] : [values.mend])].find((id) => !isRule(id));
    if (wrong !== undefined) {
      context.err(`${said.unknownRule({ id: visible(wrong), known: RULES.map(({ id }) => id).join(", ") })}\n`);
      return 2;
    }
    const [file] = bare;
    if (values.mend !== undefined) {
      if (file !== undefined) {
        context.err(`${said.notForFile}\n`);
        return 2;
      }
      const { mendRule } = await import("./mend.ts");
      const switches = {
        json: on.has("json"),
        secrets: on.has("secrets"),
        yes: on.has("yes"),
        dryRun: on.has("dry-run"),
      };
      return mendRule(context, values.mend as RuleId, { ...switches, wait });
    }
    const checked = file === undefined ? await ownServer(context, on.has("json")) : await fileMeant(file, context);
    if (typeof checked === "number") return checked;
    const { world, machine } = checked;
    const report = judge(evidenceFor(world, machine), new Set(skipped as RuleId[]));
    const wrongs = report.findings.some(({ severity }) => severity === "error");
    if (world.conf.interface.line === null && !wrongs) return nobodys(file ?? world.path, on.has("json"), context);
    if (on.has("json")) context.out(jsonText(checkDocument(world.path, report, context.words)));
    else sayReport(report, checked, context);
    return wrongs ? 1 : 0;
  },
};

/** Nothing in it speaks of the machine that reads it: there is nothing to be right or wrong. */
function nobodys(path: string, json: boolean, context: Context): ExitStatus {
  const trouble = { id: "no-interface", path } as const;
  if (json) context.out(jsonText({ error: trouble.id, path }));
  context.err(`${troubleText(trouble, context.words)}\n`);
  return 1;
}

function isRule(id: string): id is RuleId {
  return RULES.some((rule) => rule.id === id);
}

/** The server of `-i`, or the one that is found, with the evidence of this machine where the file is its own. */
async function ownServer(context: Context, json: boolean): Promise<Checked | ExitStatus> {
  const opened = await openFor(context);
  if (opened.kind === "end") {
    if (json && opened.trouble) context.out(jsonText({ error: opened.trouble.id, path: opened.trouble.path }));
    return opened.status;
  }
  return withMachine(opened.host, opened.world);
}

/** A dash is standard input; a file that is this machine's own interface is checked as such. */
async function fileMeant(file: string, context: Context): Promise<Checked | ExitStatus> {
  if (file === "-") return { world: loneWorld("", await context.readInput()), machine: null };
  const host = await context.host();
  const path = resolve(file);
  try {
    const world = loneWorld(path, await host.files.read(path));
    const own = path.endsWith(".conf") ? await ownInterface(host, path) : null;
    return own ?? { world, machine: null };
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    return 1;
  }
}

async function ownInterface(host: Host, path: string): Promise<Checked | null> {
  const { openServer } = await import("../host/open.ts");
  const opening = await openServer(host, path, { facts: false });
  if (opening.kind !== "opened" || !isOwn(opening.world, host.folder)) return null;
  const whole = await openServer(host, path);
  return whole.kind === "opened" ? withMachine(host, whole.world) : null;
}

/** The findings on stdout; how many, and what was not looked at, on stderr. */
function sayReport(report: Report, { world, machine }: Checked, context: Context): void {
  const { words } = context;
  const columns = context.tty.stdout ? context.size.columns : PIPE_COLUMNS;
  const text = checkText(report, world.conf, words, { columns, own: machine !== null });
  if (text !== "") context.out(`${text}\n`);
  const say = (sentence: string) => {
    if (sentence !== "") context.err(`${wrap(sentence, columns).join("\n")}\n`);
  };
  if (report.isClient) say(words.checks.clientFile);
  const path = world.path === "" ? "" : `${visible(world.path)}: `;
  say(`${path}${summaryOf(report.findings, words.checks)}`);
  say(notLookedAtTold(report.notLookedAt, machine !== null, words.checks));
}
