/** What is said of a QR code. In English. */
import type { CodeAreaWords } from "../code.ts";
import { columns, number } from "./amounts.ts";

const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

export const code: CodeAreaWords = {
  remarks: {
    tight: "a larger window scans better",
    themed: "does not scan? try another colour theme",
    compact: "compact: a larger window scans better",
    gaps: "does not scan? s draws it another way",
  },
  cannot: {
    "too-long": ({ over }) =>
      `No QR code: the file is ${number(over)} bytes longer than the largest code holds (2953).`,
    "not-wanted": () => "No QR code: none was asked for (--qr none, or WG_WIZARD_QR).",
    "no-colours": () => "No QR code: this terminal shows no colours, so nobody can tell its black from its white.",
  },
  savings: {
    dns: { what: "all DNS entries but the first", price: "If that server fails, no name is found." },
    keepalive: {
      what: "PersistentKeepalive",
      price: "Nothing from this side reaches the device once it has been silent for a while.",
    },
    "allowed-ips": {
      what: "the list of networks: everything goes through the tunnel instead",
      price: "All the device's traffic then passes this server.",
    },
    "preshared-key": { what: "the preshared key", price: "One lock less, on both sides." },
  },
  leavesOut: ({ what, bytes }) => `The code fits without ${list(what)} (${number(bytes)} bytes).`,
  without: ({ what, bytes }) => `It would fit without ${list(what)} (${number(bytes)} bytes); e changes that.`,
  leftOut: ({ what }) => `This code is without ${list(what)}; the file still has it. d brings it back.`,
  told: {
    "warn-copy":
      "c hands the file, private key and all, to the clipboard of the machine you sit at, where other programs can read it. c once more does it.",
    copied:
      "Handed to your terminal. None tells whether it took it: paste to see. xterm, PuTTY and GNOME Terminal do not.",
    "warn-print":
      "p prints the code on the main screen, where it stays: in the scrollback, in tmux's history, in a log of this session. It is the private key. p once more does it.",
    "did-not-grow": "The terminal did not grow. Enlarge the window yourself, or zoom out (Ctrl -).",
  },
  printed: "Enter goes back to wg-wizard. The code stays here: clear the window's history afterwards.",
  tooNarrow: (wide) => `Below the program the code needs ${columns(wide)}, and this window is narrower.`,
  handedOut: ({ folder, user, names }) => `In ${folder}, for ${user} alone to read: ${list(names)}.`,
  toFetch: "On your own machine this fetches them:",
  fetchPutty: "On your own machine these fetch them:",
  deleteThem: "Delete them everywhere once the device has it: they are the key.",
};
