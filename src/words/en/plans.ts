/** What a plan and its two panes say, in English. */
import type { PlanWords } from "../plans.ts";
import { lines } from "./amounts.ts";

export const plans: PlanWords = {
  panes: {
    serverReads: ({ file }) => `${file}, read by the server`,
    clientReads: ({ file, name }) => `${file === "" ? "its own file" : file}, read by ${name ?? "the device"}`,
    serverChange: ({ file, lines: count, gone, after, at }) =>
      `${file}: + ${lines(count)}${gone > 0 ? `, - ${gone}` : ""}${at !== null ? `: ${at}` : after === null ? "" : ` after line ${after}`}`,
    clientNew: ({ file }) => `${file}, new`,
    clientNotKept: ({ name }) => `for ${name ?? "the device"}, not kept here`,
    thisServer: "this server",
    device: "the device",
    absent: (keys) => `no ${keys.map((key) => (key === "PostUp" ? "hooks" : key)).join(", ")}`,
    endOfFile: "(end of the file)",
    unknown: "(unknown here)",
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
    run: ({ text }) => text,
    verify: ({ interfaceName }) => `wg show ${interfaceName} dump: compare with the plan; no other peer is touched`,
  },
  already: "nothing to do: it is so already",
  loadLater: {
    down: ({ interfaceName }) =>
      `${interfaceName} is down: only the file is written, and counts when ${interfaceName} starts.`,
    stranger: ({ interfaceName }) =>
      `${interfaceName} runs with another key than this file has, so it is not touched: only the file is written.`,
    "no-wg": ({ interfaceName }) =>
      `The program wg is missing, so ${interfaceName} cannot be told, should it run: only the file is written.`,
    denied: ({ interfaceName }) => `Only root may tell ${interfaceName} anything: only the file is written.`,
    unknown: ({ interfaceName }) =>
      `Nobody can tell what ${interfaceName} runs: only the file is written. wg-wizard apply loads it later.`,
  },
  diffTitle: ({ file }) => `${file} as a diff`,
};
