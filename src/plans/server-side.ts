/**
 * The server's half of a new peer: the edits of its file, and the rows that show them with their context. Both are
 * made in one place, so that what is shown and what is written cannot differ.
 */
import { SERVER_HALF } from "../notes/note.ts";
import { appendBlock, type BlockLine, type BlockSettings, blockLines } from "../wireguard/block.ts";
import { type Conf, type Edit, readable } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { formatEndpoint } from "../wizard/endpoint.ts";
import { dialComment, keptFiles } from "../wizard/last-time.ts";
import { nameFormIn } from "../wizard/name-form.ts";
import type { Answers } from "../wizard/question.ts";
import { absentLine, contextLine, headerLine, lineOf, settingLine } from "./lines.ts";
import type { Side, ViewLine } from "./plan.ts";
import { networkList } from "./subject.ts";

/** Keys made for this peer. Secrets. */
export interface Made {
  readonly pair: { readonly privateKey: string; readonly publicKey: string };
  readonly presharedKey: string;
}

/** One edit, the rows that show it, and how many lines of the file are shown above it. */
interface Part {
  readonly edit: Edit;
  /** How many lines of the edit only put back what it removes: a last line that gets its line end. */
  readonly lead: number;
  readonly lines: readonly ViewLine[];
  readonly context: number;
}

/** All that changes in the server's file, in the order of its lines. */
export interface ServerChange {
  readonly edits: readonly Edit[];
  readonly side: Side;
  /** First and last line of the new block, header to last setting, in the file as it will be; null before it has a name. */
  readonly block: { readonly from: number; readonly to: number } | null;
  /** Where a line of the file as it is will stand in the file as it will be. */
  readonly moved: (line: number) => number;
}

/** The server's file and what these answers change in it. */
export function serverChange(answers: Partial<Answers>, world: World, made: Made): ServerChange {
  const { conf } = world;
  const parts = joined([
    ...dialPart(answers, world),
    ...saveConfigPart(answers, conf),
    ...blockPart(answers, world, made),
  ]);
  const edits = parts.map((part) => part.edit);
  const moved = (line: number) =>
    line +
    edits.reduce((sum, edit) => (line > edit.after + edit.remove ? sum + edit.insert.length - edit.remove : sum), 0);
  const lines = parts.length > 0 ? rows(parts, conf, moved) : contextRows(conf, lastLine(conf), 2, moved, 0);
  return {
    edits,
    side: { path: world.path, fileName: world.path.split("/").at(-1) ?? world.path, lines },
    block: blockRange(lines),
    moved,
  };
}

/** In the order of the file; two edits at the same place made one, so that neither undoes the other. */
function joined(parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  for (const part of [...parts].sort((a, b) => a.edit.after - b.edit.after)) {
    const last = kept.at(-1);
    if (last?.edit.after !== part.edit.after) {
      kept.push(part);
      continue;
    }
    const { after, remove, insert } = last.edit;
    const edit = { after, remove: remove + part.edit.remove, insert: [...insert, ...part.edit.insert] };
    kept[kept.length - 1] = {
      edit,
      lead: 0,
      lines: [...last.lines, ...part.lines],
      context: Math.max(last.context, part.context),
    };
  }
  return kept;
}

/**
 * The comment `# clients dial HOST:PORT`, from which next time's suggestion is read: where no client file is kept that
 * says the same. One that stands there already is kept true, whatever becomes of the client's file.
 */
function dialPart(answers: Partial<Answers>, world: World): Part[] {
  const { conf } = world;
  const header = conf.interface.line;
  if (!answers.endpoint || header === null || !answers.save) return [];
  const endpoint = formatEndpoint(answers.endpoint);
  const text = `# clients dial ${endpoint}`;
  const comment = dialComment(conf);
  if (comment === null && answers.save.kind === "file") return [];
  if ((comment ?? keptFiles(world)[0]?.server.endpoint) === endpoint) return [];
  const line = lineOf({ text, note: "server-interface/clients-dial", question: "endpoint" });
  const old = (conf.lines[header] ?? "").trim();
  const gone =
    comment !== null ? [lineOf({ kind: "gone", text: readable(old), note: "server-interface/clients-dial" })] : [];
  const insert = [text + endingOf(conf, header - 1)];
  return [{ edit: { after: header, remove: gone.length, insert }, lead: 0, lines: [...gone, line], context: 1 }];
}

/** `SaveConfig = true` made false in its own line, all else in that line kept. */
function saveConfigPart(answers: Partial<Answers>, conf: Conf): Part[] {
  if (answers["save-config"] !== "off") return [];
  return conf.interface.settings
    .filter((setting) => setting.key.toLowerCase() === "saveconfig" && setting.value.toLowerCase() === "true")
    .map(({ line }) => {
      const old = conf.lines[line - 1] ?? "";
      const next = old.replace(/(saveconfig\s*=\s*)true/i, "$1false");
      const shown = (kind: "gone" | "new", text: string) =>
        lineOf({
          ...contextLine(shownText(text), 0),
          kind,
          number: null,
          note: "server-interface/SaveConfig",
          question: "save-config",
        });
      return {
        edit: { after: line - 1, remove: 1, insert: [next] },
        lead: 0,
        lines: [shown("gone", old), shown("new", next)],
        context: 1,
      };
    });
}

/** The new block, and the rows that say what is not in it. */
function blockPart(answers: Partial<Answers>, world: World, made: Made): Part[] {
  if (!answers.name) return [];
  const { conf } = world;
  const publicKey = answers.keys?.kind === "given" ? answers.keys.publicKey : made.pair.publicKey;
  const allowed = answers.address ? networkList([...answers.address, ...(answers.lan ?? [])]) : "";
  const settings: BlockSettings = [
    ["PublicKey", publicKey],
    ...(answers.psk?.kind === "none" ? [] : [["PresharedKey", made.presharedKey] as const]),
    ...(allowed === "" ? [] : [["AllowedIPs", allowed] as const]),
  ];
  const block = blockLines(conf, answers.name, settings, nameFormIn(world));
  const absent = [
    absentLine(["PersistentKeepalive"], "server-peer/no-PersistentKeepalive", "keepalive"),
    absentLine(["Endpoint", "Address", "DNS"], "server-peer/no-others"),
  ];
  const edit = appendBlock(conf, block);
  return [{ edit, lead: edit.remove, lines: [...block.map(blockRow), ...absent, lineOf({ kind: "end" })], context: 2 }];
}

const SETTING_ROWS = {
  PublicKey: ["server-peer/PublicKey", "keys"],
  PresharedKey: ["server-peer/PresharedKey", "psk"],
  AllowedIPs: ["server-peer/AllowedIPs", "address"],
} as const;

function blockRow({ role, text, key, value }: BlockLine): ViewLine {
  if (role === "header") return headerLine(text, "server-peer/header", "peer");
  if (role === "name") return lineOf({ text, note: "server-peer/name", question: "name" });
  const row = SETTING_ROWS[key as keyof typeof SETTING_ROWS];
  return role === "setting" && row ? settingLine(key ?? "", value ?? "", row[0], row[1]) : lineOf({ text });
}

/** The parts as rows: each under its context, numbered as the file will be (what goes: as it was). */
function rows(parts: readonly Part[], conf: Conf, moved: (line: number) => number): ViewLine[] {
  const shown: ViewLine[] = [];
  let last = 0;
  for (const { edit, lead, lines, context } of parts) {
    shown.push(...contextRows(conf, edit.after + lead, context, moved, last));
    const from = moved(edit.after + edit.remove + 1) - edit.insert.length + lead;
    let come = 0;
    let go = 0;
    for (const line of lines) {
      if (line.kind === "gone") shown.push({ ...line, number: edit.after + ++go });
      else if (line.kind === "new") shown.push({ ...line, number: from + come++ });
      else shown.push(line);
    }
    last = edit.after + edit.remove;
  }
  return shown;
}

/** The lines up to `until` that stand above a change; those up to `after` are shown already. */
function contextRows(
  conf: Conf,
  until: number,
  count: number,
  moved: (line: number) => number,
  after: number,
): ViewLine[] {
  const shown: ViewLine[] = [];
  for (let line = Math.max(after, until - count) + 1; line <= until; line++) {
    shown.push(withPair(conf, line, contextLine(shownText(conf.lines[line - 1] ?? ""), moved(line))));
  }
  return shown;
}

/** In a short file the context itself may hold the other half of a pair: the server's own `ListenPort`. */
function withPair(conf: Conf, line: number, row: ViewLine): ViewLine {
  const setting = conf.interface.settings.find((own) => own.line === line);
  if (setting?.key === SERVER_HALF["server-identity"]) return { ...row, pair: "server-identity" };
  if (setting?.key === SERVER_HALF.port) return { ...row, pair: "port" };
  return row;
}

function blockRange(lines: readonly ViewLine[]): ServerChange["block"] {
  const from = lines.find((line) => line.note === "server-peer/header")?.number ?? null;
  const to = lines.findLast((line) => line.kind === "new" && line.note !== "server-peer/name")?.number ?? null;
  return from === null || to === null ? null : { from, to };
}

function lastLine(conf: Conf): number {
  return conf.lines.at(-1) === "" ? conf.lines.length - 1 : conf.lines.length;
}

function shownText(line: string): string {
  return readable(line.endsWith("\r") ? line.slice(0, -1) : line);
}

/** CR where the line above has one. */
function endingOf(conf: Conf, at: number): string {
  return conf.lines[at]?.endsWith("\r") ? "\r" : "";
}
