/** The interactive program as a person at the keyboard meets it, without a terminal: keys in, state out. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { readable } from "../../src/wireguard/conf.ts";
import { askedQuestions } from "../../src/wizard/questions.ts";
import { FOUNDING_CONF, keptClient, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { failedAt, session } from "./session.ts";

const world = testWorld();

function wizardOf(state: State) {
  if (state.view.at !== "wizard") throw new Error(`the wizard is not on the screen, but ${state.view.at}`);
  return state.view.wizard;
}

function reviewOf(state: State) {
  if (state.view.at !== "review") throw new Error(`the review is not on the screen, but ${state.view.at}`);
  return state.view.review;
}

describe("opening", () => {
  it("shows the peers of the one server that is found", () => {
    expect(session(world).state().view.at).toBe("dashboard");
  });

  it("opens the demo by itself where there is no server, and remembers why", () => {
    const { state } = session(world, {
      opening: { kind: "trouble", trouble: { id: "no-folder", path: "/etc/wireguard" } },
    });
    expect(state().world?.demo).toBe(true);
    expect(state().demoBecause?.id).toBe("no-folder");
  });

  it("says what is wrong with a file that was asked for by name, instead of a demo", () => {
    const opening = { kind: "trouble", trouble: { id: "no-file", path: "/etc/wireguard/wg7.conf" } } as const;
    const { state } = session(world, { opening, choice: "wg7" });
    expect(state().view).toEqual({ at: "trouble", trouble: opening.trouble });
  });

  it("asks which one where there are several", () => {
    const interfaces = ["wg0", "wg1"].map((name) => ({ name, path: `/etc/wireguard/${name}.conf`, peers: 1 }));
    const program = session(world, { opening: { kind: "several", interfaces } });
    expect(program.state().view.at).toBe("choose");
    program.press("down", "enter");
    expect(program.effects.at(-1)).toMatchObject({ type: "open", choice: "/etc/wireguard/wg1.conf" });
  });

  it("drops an answer that nobody awaits any more", () => {
    const program = session(world, { silent: ["make-keys"] }).press("a");
    const asked = program.effects.at(-1);
    const stale = {
      type: "opened",
      effect: 99,
      opening: { kind: "opened", world: testWorld("[Interface]\n") },
      now: 0,
    } as const;
    expect(asked?.type).toBe("make-keys");
    expect(program.send(stale).state().world).toBe(world);
  });
});

describe("the list", () => {
  const many = testWorld(
    FOUNDING_CONF +
      Array.from(
        { length: 60 },
        (_, at) =>
          `\n[Peer]\n# friendly_name = peer-${at}\nPublicKey = ${"A".repeat(41)}${String(at)
            .padStart(2, "0")
            .replace(/\d/g, (d) => "abcdefghij"[Number(d)] as string)
            .slice(0, 1)}A=\nAllowedIPs = 10.77.0.${at + 10}/32\n`,
      ).join(""),
  );

  it("keeps the cursor on the screen and in the list", () => {
    const program = session(many).press("end");
    const { place } = program.state().dashboard;
    expect(place.cursor).toBe(60);
    expect(place.top).toBeGreaterThan(0);
    expect(program.press("home", "up").state().dashboard.place).toEqual({ cursor: 0, top: 0 });
  });

  it("finds a peer by a part of its address while one types, and shows all again on Esc", () => {
    const program = session(many).press("/", "0.17");
    expect(program.state().dashboard.filtering?.text).toBe("0.17");
    expect(program.press("esc").state().dashboard).toMatchObject({ filter: "", filtering: null });
  });

  it("shows all peers again on Esc, long after the filter was kept", () => {
    const program = session(many).press("/", "0.17", "enter");
    expect(program.state().dashboard).toMatchObject({ filter: "0.17", filtering: null });
    expect(program.press("esc").state().dashboard.filter).toBe("");
  });

  it("takes a command typed on a Russian keyboard", () => {
    expect(session(world).press("ф").state().view.at).toBe("wizard");
  });

  it("switches the language with R and E", () => {
    const program = session(world).press("R");
    expect(program.state().lang).toBe("ru");
    expect(program.press("E").state().lang).toBe("en");
  });

  it("does not add to a file that wg would refuse, and says so", () => {
    const program = session(testWorld(`${FOUNDING_CONF}Nonsense\n`)).press("a");
    expect(program.state().view.at).toBe("dashboard");
    expect(program.state().refusal).toBe("faults");
  });
});

describe("the wizard", () => {
  it("adds a phone with a name, Tab and w", () => {
    const program = session(world).press("a", "lena-phone", "tab");
    expect(reviewOf(program.state()).plan.peer.name).toBe("lena-phone");
    program.press("w");
    expect(program.effects.at(-1)?.type).toBe("carry");
    expect(program.state().view.at).toBe("code");
  });

  it("walks through every question on Enter, with a suggestion in each but the name's", () => {
    const program = session(world).press("a", "lena-phone", "enter");
    const asked = askedQuestions({}, world).map(({ id }) => id);
    const seen: string[] = ["name"];
    while (program.state().view.at === "wizard") {
      const wizard = wizardOf(program.state());
      expect(wizard.field.text).not.toBe("");
      seen.push(wizard.current);
      program.press("enter");
    }
    expect(seen).toEqual(asked);
    expect(program.state().view.at).toBe("review");
  });

  it("refuses a name that is taken and keeps it in the field", () => {
    const wizard = wizardOf(session(world).press("a", "anton_sevnet", "enter").state());
    expect(wizard.problem?.id).toBe("name-taken");
    expect(wizard.field.text).toBe("anton_sevnet");
  });

  it("goes back on Esc and keeps what was typed", () => {
    const program = session(world).press("a", "lena", "enter", "10.77.0.99", "esc");
    expect(wizardOf(program.state())).toMatchObject({ current: "name", field: { text: "lena" } });
    expect(wizardOf(program.press("enter").state()).field.text).toBe("10.77.0.99");
  });

  it("leaves at once where nothing would be lost, and asks where something would", () => {
    expect(session(world).press("a", "esc").state().view.at).toBe("dashboard");
    const program = session(world).press("a", "lena", "esc");
    expect(program.state().over).toBe("leave-wizard");
    expect(wizardOf(program.press("enter").state()).field.text).toBe("lena");
    expect(program.press("esc", "y").state()).toMatchObject({ over: null, view: { at: "dashboard" } });
  });

  it("lets what was taken as suggested follow an earlier answer", () => {
    const program = session(world).press("a", "lena", "tab");
    program.press("e", "down", "down", "down", "enter", "vpn", "enter");
    expect(reviewOf(program.state()).plan.clientText).not.toContain("DNS");
  });

  it("goes straight back to the review after one answer was changed", () => {
    const program = session(world).press("a", "lena", "tab", "e", "enter", "ctrl-u", "olga", "enter");
    expect(reviewOf(program.state()).plan.peer.name).toBe("olga");
  });

  it("picks an offered answer with the arrows", () => {
    const program = session(world).press("a", "lena", "enter", "enter", "enter");
    expect(wizardOf(program.state()).current).toBe("traffic");
    expect(wizardOf(program.press("down").state()).field.text).toBe("all4");
  });

  it("stops Tab at an endpoint that phones could not call", () => {
    const inside = testWorld(FOUNDING_CONF, {
      facts: { ...world.facts, addresses: [{ device: "eth0", network: "192.168.1.10/24" }] },
    });
    expect(wizardOf(session(inside).press("a", "lena", "tab").state()).current).toBe("endpoint");
  });

  it("says why there is nothing to suggest, when one gets there and on Enter", () => {
    const full = testWorld(FOUNDING_CONF.replace("10.77.0.1/24", "10.77.0.1/30"));
    const program = session(full).press("a", "lena", "enter");
    expect(wizardOf(program.state())).toMatchObject({ current: "address", problem: { id: "address-full" } });
    expect(wizardOf(program.press("enter").state()).problem?.id).toBe("address-full");
  });

  it("says why Tab stopped", () => {
    const inside = testWorld(FOUNDING_CONF, {
      facts: { ...world.facts, addresses: [{ device: "eth0", network: "192.168.1.10/24" }] },
    });
    expect(wizardOf(session(inside).press("a", "lena", "tab").state()).problem?.id).toBe("endpoint-unknown");
    const saving = testWorld(FOUNDING_CONF.replace("[Interface]", "[Interface]\nSaveConfig = true"));
    expect(wizardOf(session(saving).press("a", "lena", "tab").state())).toMatchObject({
      current: "save-config",
      problem: { id: "save-config-lost" },
    });
  });

  it("suggests what was answered last time", () => {
    const kept = keptClient(
      "old.conf",
      `[Interface]\nPrivateKey = x\nAddress = 10.77.0.9/32\nDNS = 9.9.9.9\n\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = vpn.example.org:47770\n`,
    );
    const review = reviewOf(
      session(testWorld(FOUNDING_CONF, { clients: [kept] }))
        .press("a", "lena", "tab")
        .state(),
    );
    expect(review.plan.clientText).toContain("Endpoint = vpn.example.org:47770");
    expect(review.plan.clientText).toContain("DNS = 9.9.9.9");
  });

  it("reads a preshared key from the file that is named, and says so where it holds none", () => {
    const steps = [
      "a",
      "lena",
      "tab",
      "e",
      ...Array<string>(8).fill("down"),
      "enter",
      "ctrl-u",
      "/root/lena.psk",
      "enter",
    ];
    const key = "FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=";
    expect(
      reviewOf(
        session(world, { keyFile: `${key}\n` })
          .press(...steps)
          .state(),
      ).plan.clientText,
    ).toContain(key);
    expect(
      wizardOf(
        session(world, { keyFile: "nothing" })
          .press(...steps)
          .state(),
      ).problem?.id,
    ).toBe("psk-file-no-key");
    expect(
      wizardOf(
        session(world, { keyFile: null })
          .press(...steps)
          .state(),
      ).problem?.id,
    ).toBe("psk-file-unreadable");
  });

  describe("a preshared key from a file", () => {
    const KEY = "FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=";
    const OTHER = "hQT3Wd2fN0ZbqQ1C7V9m5uK0sYp8aRjLx4nEoIcGtUM=";
    const atPsk = ["a", "lena", ...Array<string>(8).fill("enter")];

    it("is said not to be there at once, on Enter and on Tab, and what was typed stays", () => {
      for (const key of ["enter", "tab"]) {
        const program = session(world, { keyFile: null }).press(...atPsk, "/nonexistent", key);
        const wizard = wizardOf(program.state());
        expect([wizard.current, wizard.field.text]).toEqual(["psk", "/nonexistent"]);
        expect(wizard.problem).toEqual({ id: "psk-file-unreadable", values: { path: "/nonexistent" } });
      }
    });

    it("is said to be none at once where the file holds something else, until a key is pressed", () => {
      const program = session(world, { keyFile: "root:x:0:0" }).press(...atPsk, "/etc/passwd", "enter");
      expect(wizardOf(program.state()).problem?.id).toBe("psk-file-no-key");
      expect(wizardOf(program.press("x").state()).problem).toBeNull();
    });

    it("leads on to the next question on Enter and to the review on Tab, and is written into both files", () => {
      const next = session(world, { keyFile: `${KEY}\n` }).press(...atPsk, "/root/psk", "enter");
      expect(wizardOf(next.state()).current).toBe("save");
      const all = session(world, { keyFile: `${KEY}\n` }).press(...atPsk, "/root/psk", "tab");
      expect(reviewOf(all.state()).plan.clientText).toContain(KEY);
      expect(all.effects.filter(({ type }) => type === "read-key")).toHaveLength(1);
    });

    it("is read anew where another file is named, and forgotten where one is made after all", () => {
      const program = session(world, { silent: ["read-key"] });
      const read = (text: string) =>
        program.send({ type: "key-read", effect: program.effects.at(-1)?.id ?? 0, text }).state();
      program.press(...atPsk, "/root/psk", "tab");
      expect(reviewOf(read(KEY)).plan.clientText).toContain(KEY);
      const again = ["e", ...Array<string>(8).fill("down"), "enter", "ctrl-u"];
      program.press(...again, "/root/other", "enter");
      const other = reviewOf(read(OTHER)).plan.clientText;
      expect(other).toContain(OTHER);
      expect(other).not.toContain(KEY);
      const made = reviewOf(program.press(...again, "yes", "enter").state()).plan.clientText;
      expect(made).not.toContain(OTHER);
      expect(made).toContain("PresharedKey");
    });

    it("keeps what is typed ahead out of the field while it is read, and goes back on Esc without it", () => {
      const program = session(world, { silent: ["read-key"] }).press(...atPsk, "/root/psk", "enter", "none");
      expect(wizardOf(program.state()).field.text).toBe("/root/psk");
      const asked = program.effects.at(-1)?.id ?? 0;
      program.press("esc");
      expect(wizardOf(program.state()).current).toBe("keys");
      program.send({ type: "key-read", effect: asked, text: KEY });
      expect(wizardOf(program.state()).current).toBe("keys");
      expect(wizardOf(program.press("enter", "x").state()).field.text).toBe("/root/pskx");
    });
  });

  it("takes no key for a command while a name is typed", () => {
    expect(wizardOf(session(world).press("a", "q?wRE").state()).field.text).toBe("q?wRE");
  });
});

describe("the review", () => {
  const reviewed = () => session(world).press("a", "lena", "tab");

  it("does not write on Enter, and says what does", () => {
    const program = reviewed().press(...Array<string>(10).fill("enter"));
    expect(reviewOf(program.state()).nudged).toBe(true);
    expect(program.effects.some(({ type }) => type === "carry")).toBe(false);
  });

  it("begins on the keepalive that is not in the server's file, and crosses to its other half", () => {
    const review = reviewOf(reviewed().state());
    expect(review.plan.sides.server.lines[review.line]?.note).toBe("server-peer/no-PersistentKeepalive");
    const crossed = reviewOf(reviewed().press("right").state());
    expect(crossed.plan.sides.client.lines[crossed.line]?.note).toBe("client-peer/PersistentKeepalive");
  });

  it("moves only over lines that have a note", () => {
    const program = reviewed();
    for (const key of ["up", "up", "up", "up", "up", "up", "up", "up", "down", "right", "up", "up", "down"]) {
      const { plan, side, line } = reviewOf(program.press(key).state());
      expect(plan.sides[side].lines[line]?.note).not.toBeNull();
    }
  });

  it("shows secrets only when asked, and hides them again", () => {
    expect(reviewOf(reviewed().state()).secretsShown).toBe(false);
    expect(reviewOf(reviewed().press("v").state()).secretsShown).toBe(true);
    expect(reviewOf(reviewed().press("v", "v").state()).secretsShown).toBe(false);
  });

  it("goes back from the diff to the files on Esc, not to a question", () => {
    expect(reviewOf(reviewed().press("d").state()).pane).toBe("diff");
    expect(reviewOf(reviewed().press("d", "esc").state()).pane).toBe("files");
  });

  it("goes back to the last question on Esc, all answers kept", () => {
    const program = reviewed().press("esc");
    expect(wizardOf(program.state()).current).toBe("save");
    expect(reviewOf(program.press("enter").state()).plan.peer.name).toBe("lena");
  });
});

describe("after writing", () => {
  const failure = { id: "changed", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
  const failed = failedAt({ id: "compare", status: "failed", failure });

  it("says why a step failed and keeps the draft", () => {
    const program = session(world, { outcome: failed }).press("a", "lena", "tab", "w");
    expect(program.state().view).toMatchObject({ at: "doing", doing: { failure: { id: "changed" } } });
  });

  it("looks the same answers over on the file as it is now", () => {
    const later = testWorld(`${FOUNDING_CONF}\n# a line of somebody else\n`);
    const program = session(world, { outcome: failed, later }).press("a", "lena", "tab", "w", "enter");
    expect(reviewOf(program.state()).plan.files[0]).toMatchObject({ kind: "edit", before: later.conf.text });
  });

  it("asks again where the new file has taken the address meanwhile", () => {
    const later = testWorld(
      `${FOUNDING_CONF}\n[Peer]\n# friendly_name = olga\nPublicKey = hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\nAllowedIPs = 10.77.0.3/32\n`,
    );
    const program = session(world, { outcome: failed, later }).press("a", "lena", "tab", "w", "enter");
    expect(wizardOf(program.state())).toMatchObject({ current: "address", problem: { id: "address-peer" } });
  });

  it("goes back to the list with the cursor on the new peer", () => {
    const program = session(world).press("a", "lena", "tab", "w");
    if (program.state().view.at !== "code") throw new Error("no code");
    expect(program.press("enter").state().view.at).toBe("dashboard");
  });

  it("shows the new peer in the list even where a filter would hide it", () => {
    const program = session(world).press("/", "anton", "enter", "a", "lena", "tab", "w");
    const { view } = program.state();
    if (view.at !== "code") throw new Error("no code");
    const edit = view.code.plan.files.find((file) => file.kind === "edit");
    const later = testWorld(readable(edit?.after ?? ""));
    const read = { type: "opened", effect: 0, opening: { kind: "opened", world: later }, now: 0 } as const;
    const left = program.press("enter").state();
    expect(left.view.at).toBe("dashboard");
    const shown = update(
      { ...program.state(), view, awaiting: 0, dashboard: { ...left.dashboard, filter: "anton" } },
      read,
    );
    expect(shown.state.dashboard).toMatchObject({ filter: "", place: { cursor: 1 } });
  });

  it("is not left before the code or the text was shown, where no file is kept", () => {
    const program = session(world).press(
      "a",
      "lena",
      "tab",
      "e",
      ...Array<string>(9).fill("down"),
      "enter",
      "ctrl-u",
      "none",
      "enter",
      "w",
    );
    expect(program.press("enter").state().view).toMatchObject({ at: "code", code: { held: true } });
    expect(program.press("t").state().view).toMatchObject({ code: { asText: true, held: false } });
    expect(program.press("enter").state().view.at).toBe("dashboard");
  });
});

describe("leaving", () => {
  it("ends with 0 on q and with 130 on Ctrl-C", () => {
    expect(session(world).press("q").state().exit).toBe(0);
    expect(session(world).press("ctrl-c").state().exit).toBe(130);
  });

  it("asks once on Ctrl-C where answers would be lost, and goes on the second", () => {
    const program = session(world).press("a", "lena", "ctrl-c");
    expect(program.state()).toMatchObject({ exit: null, over: "quit-wizard" });
    expect(program.press("ctrl-c").state().exit).toBe(130);
    expect(session(world).press("a", "lena", "ctrl-c", "y").state().exit).toBe(130);
    expect(session(world).press("a", "lena", "ctrl-c", "esc").state()).toMatchObject({ exit: null, over: null });
  });

  it("asks on Ctrl-C in the review too", () => {
    const program = session(world).press("a", "lena", "tab", "ctrl-c");
    expect(program.state()).toMatchObject({ exit: null, over: "quit-wizard" });
    expect(program.press("enter").state()).toMatchObject({ over: null, view: { at: "review" } });
  });

  it("suspends on Ctrl-Z from anywhere", () => {
    expect(session(world).press("a", "lena", "ctrl-z").effects.at(-1)?.type).toBe("suspend");
  });
});
