/** Whether a copy of the device's file is kept on the server, and where. Never over a file that is there. */
import { invisibleIn } from "../../text/visible.ts";
import type { World } from "../../wireguard/world.ts";
import { quoted, refused, remark, suggested, understood } from "../parsed.ts";
import type { Draft, Option, Question } from "../question.ts";
import type { Remark } from "../remarks.ts";
import { isTunnelName, numbered, tunnelNameOf } from "../tunnel-name.ts";

export const save: Question<"save"> = {
  id: "save",
  control: {
    kind: "choice",
    options: (draft, world): readonly Option[] => [
      { question: "save", text: freePath(baseOf(draft), world), id: "file" },
      { question: "save", text: "none", id: "none" },
    ],
  },
  asked: (_draft, { rotating }) => !rotating?.file,
  // The device of a peer that runs already has its file.
  suggest: (draft, world) => suggested(world.adopted ? "none" : freePath(baseOf(draft), world), "usual"),
  parse(text, draft, world) {
    const typed = text.trim();
    if (typed.toLowerCase() === "none") return understood({ kind: "none" });
    if (typed === "-") return understood({ kind: "stdout" });
    const usual = freePath(baseOf(draft), world);
    if (typed === "") return refused("save-empty", { would: usual });
    const sign = invisibleIn(typed);
    if (sign !== null) return refused("save-sign", { sign });
    const path = absolute(typed, world);
    if (path === null) return refused("save-relative", { text: quoted(typed), would: usual });
    const ending = endingProblem(path, typed, draft, world);
    if (ending) return { ok: false, problem: ending };
    const base = nameIn(path);
    if (isTaken(path, world)) return refused("save-taken", { path, would: freePath(tunnelNameOf(base), world) });
    const warnings = isTunnelName(base) ? [] : [remark("save-name", { base: quoted(base), would: tunnelNameOf(base) })];
    return understood({ kind: "file", path }, warnings);
  },
};

/** The file that is suggested for a peer of this name. */
export function suggestedFile(name: string, world: World): string {
  return `${nameIn(freePath(baseOf({ name }), world))}.conf`;
}

/** A path without a file's name at its end: a folder's, as far as can be told from here, or one without `.conf`. */
function endingProblem(path: string, typed: string, draft: Draft, world: World): Remark | null {
  const last = path.slice(path.lastIndexOf("/") + 1);
  if (last.endsWith(".conf") && last !== ".conf") return null;
  const text = quoted(typed);
  const file = `${baseOf(draft)}.conf`;
  const folder = path.slice(0, path.length - last.length);
  if (last === "" || last === ".conf") return remark("save-ending", { text, would: `${folder}${file}`, inside: null });
  if (last === "." || last === ".." || `${world.clientFolder}/`.startsWith(`${path}/`))
    return remark("save-ending", { text, would: `${path}/${file}`, inside: null });
  // A bare name, or one with an ending, was hardly meant for a folder.
  const inside = last.includes(".") || !typed.includes("/") ? null : `${path}/${file}`;
  return remark("save-ending", { text, would: `${path}.conf`, inside });
}

/** The file's and the tunnel's name for this draft. */
function baseOf(draft: Draft): string {
  return tunnelNameOf(draft.name ?? "");
}

/** The first path of this name in the clients' folder that no file has: `anna.conf`, `anna-2.conf`, … */
function freePath(base: string, world: World): string {
  const names = new Set(world.clientFileNames);
  for (let number = 1; ; number++) {
    const path = `${world.clientFolder}/${number === 1 ? base : numbered(base, number)}.conf`;
    if (!names.has(nameIn(path).concat(".conf")) && path !== world.path) return path;
  }
}

function isTaken(path: string, world: World): boolean {
  if (path === world.path || world.clients.some((kept) => kept.path === path)) return true;
  return (
    path.startsWith(`${world.clientFolder}/`) &&
    world.clientFileNames.includes(path.slice(world.clientFolder.length + 1))
  );
}

/**
 * A whole path as it is; a bare name, or one in `clients/`, in the clients' folder. Any other would depend on the
 * folder in which the program was started, which nobody sees: null. `.` and `..` name no file.
 */
function absolute(typed: string, world: World): string | null {
  if (typed.startsWith("/")) return typed.replace(/\/{2,}/g, "/").replace(/\/(\.\/)+/g, "/");
  if (typed.startsWith("~")) return null;
  const beside = `${world.clientFolder.split("/").at(-1)}/`;
  const name = typed.startsWith(beside) ? typed.slice(beside.length) : typed;
  return name.includes("/") || name === "." || name === ".." ? null : `${world.clientFolder}/${name}`;
}

/** The file's name without its folder and `.conf`. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.conf$/, "");
}
