/** What a plan and its two panes say, in English. */
import type { PlanWords } from "../plans.ts";
import { lines } from "./amounts.ts";

export const plans: PlanWords = {
  panes: {
    serverReads: ({ file }) => `${file}, read by the server`,
    clientReads: ({ file, name }) =>
      file === "" ? "its own file, read by the device" : `${file}, read by ${name ?? "the device"}`,
    serverChange: ({ file, lines: count, after }) =>
      `${file}: + ${lines(count)}${after === null ? "" : ` after line ${after}`}`,
    clientNew: ({ file }) => `${file}, new`,
    clientNotKept: ({ name }) => `for ${name ?? "the device"}, not kept here`,
    thisServer: "this server",
    device: "the device",
    absent: (keys) => `no ${keys.map((key) => (key === "PostUp" ? "hooks" : key)).join(", ")}`,
    endOfFile: "(end of the file)",
  },
  steps: {
    lock: ({ path }) => `lock ${path}: nobody else changes it meanwhile`,
    compare: ({ path }) => `read ${path} again: it must be as shown here`,
    backup: ({ path }) => `copy ${path} into backups/ beside it`,
    create: ({ path }) => `write ${path}, new, 0600`,
    write: ({ path, lines: come, gone }) => {
      const told = [...(come > 0 ? [`+ ${lines(come)}`] : []), ...(gone > 0 ? [`- ${lines(gone)}`] : [])];
      return `write ${path}, ${told.join(", ")}, nothing else changes`;
    },
    move: ({ path }) => `move ${path} into backups/`,
  },
  load: ({ interfaceName }) =>
    `Not done here: this loads the new block into ${interfaceName} afterwards; no other peer is touched:`,
  loadPlayed: "In the demo nothing is loaded: its interface is only played. On a server the command stands here.",
  loadLater: ({ interfaceName }) =>
    `${interfaceName} is not running with this file: the peer is loaded when it starts.`,
  diffTitle: ({ file }) => `${file} as a diff`,
};
