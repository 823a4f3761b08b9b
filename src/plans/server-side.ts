/**
 * The server's half of a new peer: the edits of its file, and the rows that show them with their context. Both are
 * made in one place, so that what is shown and what is written cannot differ.
 */
import { appendBlock, type BlockLine, type BlockSettings, blockLines } from "../wireguard/block.ts";
import { type Conf, type Edit, readable } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { formatEndpoint } from "../wizard/endpoint.ts";
import { followedBy } from "../wizard/followed.ts";
import { dialComment, keptFiles } from "../wizard/last-time.ts";
import { nameFormIn } from "../wizard/name-form.ts";
import type { Answers } from "../wizard/question.ts";
import { rotatedIn } from "../wizard/rotating.ts";
import { absentLine, contextLine, headerLine, lineOf, SETTING_ROWS, settingLine } from "./lines.ts";
import { contextRows, joined, lastLine, type Part, rows, shownText } from "./parts.ts";
import type { Side, ViewLine } from "./plan.ts";
import type { NewKeys } from "./rotated.ts";
import { notedRows, rotatedParts } from "./rotated-block.ts";
import { networkList } from "./subject.ts";

/** Keys made for this peer. Secrets. */
export interface Made {
  readonly pair: { readonly privateKey: string; readonly publicKey: string };
  readonly presharedKey: string;
}

/** All that changes in the server's file, in the order of its lines. */
export interface ServerChange {
  readonly edits: readonly Edit[];
  readonly side: Side;
  /** Where a line of the file as it is will stand in the file as it will be. */
  readonly moved: (line: number) => number;
}

/** The server's file and what these answers change in it. */
export function serverChange(answers: Partial<Answers>, world: World, made: Made): ServerChange {
  const { conf } = world;
  const rotated = answers.rotate === undefined ? null : rotatedIn(conf, answers.rotate);
  const parts = joined([
    ...dialPart(answers, world),
    ...saveConfigPart(answers, conf),
    ...(rotated ? rotatedParts(rotated, conf, newKeys(answers, made)) : blockPart(answers, world, made)),
  ]);
  const edits = parts.map((part) => part.edit).filter(({ remove, insert }) => remove + insert.length > 0);
  const moved = (line: number) =>
    line +
    edits.reduce((sum, edit) => (line > edit.after + edit.remove ? sum + edit.insert.length - edit.remove : sum), 0);
  const lines = parts.length > 0 ? rows(parts, conf, moved) : contextRows(conf, lastLine(conf), 2, moved, 0);
  return {
    edits,
    side: {
      path: world.path,
      fileName: world.path.split("/").at(-1) ?? world.path,
      lines: rotated ? notedRows(lines, rotated, conf, moved) : lines,
    },
    moved,
  };
}

/**
 * The comment `# clients dial HOST:PORT`, from which next time's suggestion is read: where no client file is kept that
 * says the same. One that stands there already is kept true, whatever becomes of the client's file.
 */
function dialPart(answers: Partial<Answers>, world: World): Part[] {
  const { conf } = world;
  const header = conf.interface.line;
  if (!answers.endpoint || header === null || !answers.save || followedBy(answers, world).rotating?.file) return [];
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

/** The keys that stand in the block. */
function newKeys({ keys, psk }: Partial<Answers>, made: Made): NewKeys {
  return {
    publicKey: keys?.kind === "given" ? keys.publicKey : made.pair.publicKey,
    presharedKey: psk?.kind === "none" ? null : made.presharedKey,
  };
}

/** The new block, and the rows that say what is not in it. */
function blockPart(answers: Partial<Answers>, world: World, made: Made): Part[] {
  if (!answers.name) return [];
  const { conf } = world;
  const { publicKey, presharedKey } = newKeys(answers, made);
  const allowed = answers.address ? networkList([...answers.address, ...(answers.lan ?? [])]) : "";
  const settings: BlockSettings = [
    ["PublicKey", publicKey],
    ...(presharedKey === null ? [] : [["PresharedKey", presharedKey] as const]),
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

function blockRow({ role, text, key, value }: BlockLine): ViewLine {
  if (role === "header") return headerLine(text, "server-peer/header", "peer");
  if (role === "name") return lineOf({ text, note: "server-peer/name", question: "name" });
  const row = SETTING_ROWS[key as keyof typeof SETTING_ROWS];
  return role === "setting" && row ? settingLine(key ?? "", value ?? "", row[0], row[1]) : lineOf({ text });
}

/** CR where the line above has one. */
function endingOf(conf: Conf, at: number): string {
  return conf.lines[at]?.endsWith("\r") ? "\r" : "";
}
