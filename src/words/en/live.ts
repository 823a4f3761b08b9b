/** What is said of the running interface beside its file: differences, loading, applying. In English. */
import type { ApplyWords, DifferenceWords, LiveWords, LoadingWords, LogWords } from "../live.ts";
import { number, time } from "./amounts.ts";

const loading: LoadingWords = {
  left: ({ interfaceName }) =>
    `${interfaceName} was not told all of it. This is left to type; no other peer is touched:`,
  again: "wg-wizard apply compares file and interface anew and does what is left.",
};

const apply: ApplyWords = {
  title: ({ interfaceName, name }) =>
    name === null ? `Bring ${interfaceName} to what its file says` : `Bring ${name} to what the file says`,
  untold: {
    down: ({ interfaceName, argument }) =>
      `${interfaceName} is down, so there is nothing to tell it. When it starts it takes the whole file: wg-quick up ${argument}`,
    stranger: ({ interfaceName, file }) =>
      `${interfaceName} runs with another key than ${file} has (wg show ${interfaceName} public-key), so it is not touched. The file counts from its next start on.`,
    "no-wg": ({ interfaceName }) =>
      `The program wg is missing (package wireguard-tools), so nobody can tell what ${interfaceName} runs. Nothing is changed.`,
    denied: ({ interfaceName }) => `Only root may ask ${interfaceName} what it runs, and tell it anything.`,
    unknown: ({ interfaceName }) =>
      `wg show ${interfaceName} dump gives no answer that can be read, so nobody can tell what runs. Nothing is changed.`,
  },
  faults: ({ file }) => `WireGuard would refuse ${file} as it stands, so none of it is loaded. Mend these lines first:`,
  same: ({ interfaceName, file }) => `${interfaceName} is as ${file} says: there is nothing to do.`,
  vanish: (count) =>
    count === 1 ? "Taken off, because the file does not have it:" : "Taken off, because the file does not have them:",
  vanishing: ({ who, seconds }) =>
    seconds === null ? `${who}, never had a handshake` : `${who}, last handshake ${time(seconds)} ago`,
  left: ({ interfaceName }) =>
    `Not done here: it takes wg-quick down and up, and ${interfaceName} drops everybody meanwhile.`,
  leftOver: {
    addresses: ({ file, running }) => `Address: ${file.join(", ")} in the file, ${listed(running)} on the interface`,
    mtu: ({ file, running }) => `MTU: ${file} in the file, ${running} on the interface`,
    routes: ({ networks }) => `the default route to a peer (${networks.join(", ")})`,
    unseen: ({ keys }) => `whatever was changed in ${keys.join(", ")} since it started: that cannot be seen`,
  },
  confirm: ({ interfaceName }) => `Tell ${interfaceName} this?`,
  done: ({ interfaceName, file, name }) =>
    name === null ? `${interfaceName} is as ${file} says now.` : `${name} is as ${file} says now.`,
  nothingDone: "Nothing is changed.",
  needsYes: "Nobody sits here to say yes: --yes does it, --dry-run shows what it would do.",
  looking: "Comparing file and interface …",
  back: "nothing done yet",
  steps: "w does this; each step is shown as it is done",
  nudge: "Enter does nothing here, so that no key typed ahead can. w does it.",
  doing: "step by step",
  refused: "not done",
  partly: "not all of it is done",
  finished: "done",
  more: (count) => `… ${number(count)} more`,
};

const log: LogWords = {
  title: "What the interface was told",
  none: "Nothing yet, since this program started.",
};

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.join(", ");
}

const differences: DifferenceWords = {
  marks: { "not-loaded": "not loaded", "only-live": "only live", different: "differs", "still-on": "still on" },
  notLoaded: ({ interfaceName, name }) =>
    `In the file, but ${interfaceName} does not know it yet: ${name} cannot connect.`,
  onlyLive: ({ interfaceName }) =>
    `Only ${interfaceName} knows this peer; the file does not. It is gone when ${interfaceName} goes down.`,
  stillOn: ({ interfaceName }) =>
    `Switched off in the file, and ${interfaceName} knows it all the same: it can connect.`,
  allowedIPs: ({ interfaceName, live: has }) =>
    has === "" ? `${interfaceName} has no AllowedIPs for it.` : `${interfaceName} has other AllowedIPs for it: ${has}.`,
  keepalive({ interfaceName, file, live: has }) {
    if (file === null)
      return `${interfaceName} still sends it a packet every ${has} s: the line is gone, the setting is not.`;
    return has === null
      ? `The file has PersistentKeepalive = ${file}; ${interfaceName} has it off.`
      : `The file has PersistentKeepalive = ${file}; ${interfaceName} has ${has}.`;
  },
  presharedKey({ interfaceName, file, live: has }) {
    if (!file) return `${interfaceName} still has a preshared key for it; the file has none.`;
    return has
      ? `${interfaceName} has another preshared key for it than the file.`
      : `The file has a preshared key for it; ${interfaceName} has none.`;
  },
  keys: {
    "not-loaded": () => "l loads it.",
    "only-live": () => "w writes it into the file.",
    different: ({ interfaceName }) => `l tells ${interfaceName} what the file says.`,
    "still-on": () => "l takes it off.",
  },
};

export const live: LiveWords = {
  differences,
  loading,
  apply,
  log,
};
