/** A peer that stands already, looked at: the cursor, the other side, the whole note, and what mends its keepalive. */
import { describe, expect, it } from "vitest";
import { footerOf } from "../../src/app/keys.ts";
import { litLine, twinLine } from "../../src/app/lines.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import { mended } from "../screens/checking.ts";
import * as states from "../screens/states.ts";
import { ANTON_KEY, SERVER_PAIR, testWorld } from "../wizard/world.ts";

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

  it("Enter is called by what it does: to the note, and from it back to the files", () => {
    const files = states.typed(states.opened(), "<enter>");
    const told = states.typed(files, "<enter>");
    expect(keys(files).filter((command) => /tell/.test(command))).toEqual(["tell"]);
    expect(keys(told).filter((command) => /tell/.test(command))).toEqual(["untell"]);
    expect(text(told).split("\n").at(-1)).toContain("Enter files");
    const review = states.resized(states.typed(states.reviewing(), "i"), states.LARGE);
    expect(text(review).split("\n").at(-1)).toContain("i files");
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

describe("a private key where a public one belongs", () => {
  const LENA = keyPairFrom(new Uint8Array(32).fill(11));
  const conf = states.FIVE_PEERS.replace(keyPairFrom(new Uint8Array(32).fill(14)).publicKey, LENA.privateKey);
  const wrong = (lang: "en" | "ru" = "en") =>
    states.typed(states.opened(testWorld(conf), { rows: 40, columns: 160 }, lang), "jjjj");
  const start = LENA.privateKey.slice(0, 12);

  it("is dots in the list's details, with what it is", () => {
    expect(text(wrong())).not.toContain(start);
    expect(text(wrong())).toContain("PublicKey     •••••••• (a private key: see x)");
    expect(text(wrong("ru"), "ru")).toContain("PublicKey     •••••••• (приватный ключ: см. x)");
  });

  it("is dots beside the files until v, and the screen says what to do about it", () => {
    const shown = states.typed(wrong(), "<enter>");
    expect(text(shown)).not.toContain(start);
    expect(text(states.typed(shown, "kkk"))).not.toContain(start);
    expect(text(shown)).toContain("is a private key: its public half stands in this file too.");
    expect(text(states.typed(shown, "v"))).toContain(start);
  });

  it("the server's own key and a kept device's are known too; real public keys are drawn", () => {
    const own = states.FIVE_PEERS.replace(ANTON_KEY, SERVER_PAIR.privateKey);
    expect(text(states.opened(testWorld(own)))).not.toContain(SERVER_PAIR.privateKey.slice(0, 12));
    expect(text(states.opened(states.keptWorld()))).toContain(ANTON_KEY);
    const other = states.typed(states.opened(testWorld(conf)), "j");
    expect(text(other)).toContain(LENA.publicKey);
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

  /** Enter or Esc where all is said, and the server as it is read then. */
  const left = (done: State, world: World, key = "<enter>") => {
    const asked = states.typed(done, key);
    const opening = { kind: "opened", world } as const;
    return update(asked, { type: "opened", effect: asked.awaiting ?? 0, opening, now: states.NOW }).state;
  };
  const without = states.FIVE_PEERS.replace("PersistentKeepalive = 25\n", "");

  it("once it is taken out, Enter and Esc go back to the peer as its file has it now", () => {
    for (const key of ["<enter>", "<esc>"]) {
      const back = left(mended(states.typed(nas(), "m")), testWorld(without), key);
      expect(detailOf(back).peer).toMatchObject({ name: "nas", persistentKeepalive: null });
      expect(lit(back)?.note).toBe("server-peer/no-PersistentKeepalive");
      expect(keys(back)).not.toContain("mend");
      expect(states.typed(back, "<esc>").dashboard.place.cursor).toBe(3);
    }
  });

  it("what somebody wrote meanwhile is seen first, and then the peer", () => {
    const notices = [{ id: "other-names", path: "/etc/wireguard/wg0.conf", count: 1 }] as const;
    const met = mended(states.typed(nas(), "m"), { notices });
    expect(met.view.at).toBe("met");
    expect(left(states.typed(met, "<enter>"), testWorld(without)).view.at).toBe("detail");
  });

  it("where the peer is gone by then, to the list", () => {
    const gone = testWorld(states.FIVE_PEERS.replace(/\[Peer\]\n[^[]*nas[^[]*/, ""));
    expect(left(mended(states.typed(nas(), "m")), gone).view.at).toBe("dashboard");
  });

  it("where the file was changed meanwhile, Enter looks at the peer again", () => {
    const failure = { id: "changed", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
    const refused = mended(states.typed(nas(), "m"), {
      status: "failed",
      record: null,
      steps: [{ id: "compare", path: failure.path, status: "failed", failure }],
    });
    const read = update(refused, { type: "text-read", effect: refused.awaiting ?? 0, text: without }).state;
    expect(detailOf(left(read, testWorld(without))).peer.persistentKeepalive).toBe(null);
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
