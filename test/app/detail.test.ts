/** A peer that stands already, looked at: the cursor, the other side, the whole note, and what mends its keepalive. */
import { describe, expect, it } from "vitest";
import { footerOf } from "../../src/app/keys.ts";
import { litLine, twinLine } from "../../src/app/lines.ts";
import type { State } from "../../src/app/state.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import * as states from "../screens/states.ts";
import { testWorld } from "../wizard/world.ts";

const detailOf = (state: State) => {
  if (state.view.at !== "detail") throw new Error(`not a peer, but ${state.view.at}`);
  return state.view.detail;
};
const lit = (state: State) => litLine(detailOf(state).sides, detailOf(state));
const text = (state: State, lang: "en" | "ru" = "en") =>
  rowsOf(state, states.WORDS[lang])
    .map((row) => row.map((span) => span.text).join(""))
    .join("\n");
const keys = (state: State) => footerOf(state).flatMap(({ command, reason }) => (reason === null ? [command] : []));

describe("Enter on a peer", () => {
  it("shows its block and begins at the line that people ask about most", () => {
    const state = states.typed(states.opened(), "<enter>");
    expect(detailOf(state).peer.name).toBe("anton_sevnet");
    expect(lit(state)?.note).toBe("server-peer/no-PersistentKeepalive");
  });

  it("in an empty list there is none", () => {
    const none = states.typed(states.typed(states.opened(), "/nobody<enter>"), "<enter>");
    expect(none.view.at).toBe("dashboard");
    expect(none.refusal).toBe("no-peers");
  });

  it("in the demo that opened because of missing rights Enter is the sudo line, and i looks", () => {
    const demo: State = { ...states.opened(), demoBecause: { id: "denied", path: "/etc/wireguard", sudo: "sudo x" } };
    expect(states.typed(demo, "<enter>").view.at).toBe("dashboard");
    expect(states.typed(demo, "i").view.at).toBe("detail");
  });

  it("Esc goes back to the same place in the list", () => {
    const state = states.typed(states.opened(), "jj<enter><esc>");
    expect(state.view.at).toBe("dashboard");
    expect(state.dashboard.place.cursor).toBe(2);
  });
});

describe("the lines of both files", () => {
  const kept = () => states.typed(states.opened(states.keptWorld()), "j<enter>");

  it("right goes to the line that answers this one, left back to it", () => {
    const right = states.typed(kept(), "<right>");
    expect(lit(right)?.note).toBe("client-peer/PersistentKeepalive");
    expect(lit(right)?.text).toBe("PersistentKeepalive = 25");
    expect(lit(states.typed(right, "<left>"))?.note).toBe("server-peer/no-PersistentKeepalive");
  });

  it("each pair lights up on both sides", () => {
    const { sides } = detailOf(kept());
    const pairs = sides.server.lines.flatMap((line, at) => {
      const twin = twinLine(sides, { side: "server", line: at });
      return twin ? [[line.note, litLine(sides, twin)?.note]] : [];
    });
    expect(pairs).toEqual([
      ["server-peer/PublicKey", "client-interface/PrivateKey"],
      ["server-peer/PresharedKey", "client-peer/PresharedKey"],
      ["server-peer/AllowedIPs", "client-interface/Address"],
      ["server-peer/no-PersistentKeepalive", "client-peer/PersistentKeepalive"],
    ]);
  });

  it("the half that stands at the top of the server's file is named by its line", () => {
    const endpoint = states.typed(kept(), "<right>k");
    expect(lit(endpoint)?.counterpart).toEqual({ line: 3, key: "ListenPort" });
    expect(text(states.resized(endpoint, states.LARGE))).toContain("ListenPort in line 3 of wg0.conf");
  });

  it("up and down stop at lines that have a note, and at both ends", () => {
    const first = states.typed(kept(), "kkkkkkkk");
    expect(lit(first)?.note).toBe("server-peer/header");
    expect(lit(states.typed(kept(), "jjjjjjj"))?.note).toBe("server-peer/no-others");
  });

  it("secrets are dots until v, and again after it", () => {
    const { privateKey } = states.keptWorld().clients[0]?.conf.interface ?? {};
    const key = (state: State) => text(states.resized(state, { rows: 40, columns: 160 }));
    const on = states.typed(kept(), "v");
    expect(key(kept())).not.toContain(privateKey?.slice(0, 12));
    expect(key(on)).toContain(privateKey?.slice(0, 12));
    expect(key(states.typed(on, "v"))).not.toContain(privateKey?.slice(0, 12));
  });

  it("without the device's file: what the server's file tells, the rest marked, in the language of the moment", () => {
    const state = states.typed(states.opened(), "jj<enter>");
    const { lines } = detailOf(state).sides.client;
    expect(lines.filter(({ unknown }) => unknown).map(({ key }) => key)).toEqual([
      "PrivateKey",
      "AllowedIPs",
      "Endpoint",
      "PersistentKeepalive",
    ]);
    expect(text(state)).toContain("Endpoint = (unknown here)");
    expect(text(states.typed(state, "R"), "ru")).toContain("Endpoint = (неизвестно)");
  });
});

describe("the whole note of a line", () => {
  it("Enter or i opens it, Esc closes it, and up and down go on to the next line's", () => {
    for (const key of ["<enter>", "i"]) {
      const told = states.typed(states.opened(), `<enter>${key}`);
      expect(text(told)).toContain("Why is there no PersistentKeepalive on the server?");
      expect(text(states.typed(told, "k"))).toContain("AllowedIPs has one meaning on both sides");
      expect(text(states.typed(told, "<esc>"))).toContain("read by the server");
      expect(text(states.typed(told, key))).toContain("read by the server");
    }
  });

  it("what the programs say stands below it", () => {
    const told = states.typed(states.opened(), "<enter>k<enter>");
    expect(text(told)).toContain("Unable to parse IP address: `10.77.0'");
  });

  it("a hook is told in words", () => {
    const told = states.typed(states.opened(states.keptWorld()), "j<enter><right>kkkkkkki");
    expect(lit(told)?.note).toBe("client-interface/PostUp");
    expect(text(told)).toContain("tells the system whom to ask for names");
  });

  it("i opens it in the review too, where Enter still writes nothing", () => {
    const told = states.typed(states.reviewing(), "i");
    expect(text(told)).toContain("Why is there no PersistentKeepalive on the server?");
    const back = states.typed(told, "<esc>");
    expect(back.view.at).toBe("review");
    expect(text(back)).toContain("wg0.conf: + ");
    expect(states.typed(told, "<enter>").view.at).toBe("review");
  });
});

describe("a keepalive that the server sends", () => {
  const nas = () => states.typed(states.opened(), "jjj<enter>");

  it("begins at that line, tells what it does for this peer, and offers the way out", () => {
    expect(lit(nas())?.note).toBe("server-peer/PersistentKeepalive");
    expect(text(nas())).toContain("After a silence the server sends an empty packet to nas.");
    expect(keys(nas())).toContain("mend");
    expect(text(states.typed(nas(), "i"))).toContain("until nas has called once, nothing at all");
  });

  it("m shows the mend of this one line as a diff; Esc comes back to the peer", () => {
    const mend = states.typed(nas(), "m");
    if (mend.view.at !== "checks" || mend.view.checks.mending?.found.kind !== "plan") throw new Error("no mend");
    const { plan } = mend.view.checks.mending.found;
    expect(plan.mends).toBe("server-keepalive");
    expect(plan.files).toMatchObject([{ edits: [{ remove: 1, insert: [] }] }]);
    expect(plan.diff.filter(({ kind }) => kind === "gone").map((line) => line.text)).toEqual([
      "PersistentKeepalive = 25",
    ]);
    expect(states.typed(mend, "<esc>").view).toEqual(nas().view);
  });

  it("is not offered where there is none, nor where the server dials", () => {
    expect(keys(states.typed(states.opened(), "<enter>"))).not.toContain("mend");
    const dials = states.FIVE_PEERS.replace(
      "PersistentKeepalive = 25",
      "Endpoint = 198.51.100.9:5\nPersistentKeepalive = 25",
    );
    expect(keys(states.typed(states.opened(testWorld(dials)), "jjj<enter>"))).not.toContain("mend");
  });
});
