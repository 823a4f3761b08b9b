import { describe, expect, it } from "vitest";
import { type Case, journey, ownerOf, TABLES } from "../../src/lesson/allowed-ips.ts";

const ids = (sent: Case) => journey(sent).map(({ id }) => id);

describe("whose an address is", () => {
  it.each([
    ["the one block that holds it", "sound", "10.77.0.2", "anna", "10.77.0.2/32"],
    ["a network behind a peer", "sound", "192.168.7.50", "office", "192.168.7.0/24"],
    ["the longest prefix wins", "longer", "192.168.7.50", "nas", "192.168.7.50/32"],
    ["beside it the network stays whose it was", "longer", "192.168.7.51", "office", "192.168.7.0/24"],
    ["of two equal entries the later block's", "stolen", "10.77.0.2", "nas", "10.77.0.2/32"],
    ["a network in place of an address takes what nobody has closer", "wide", "10.77.0.9", "anna", "10.77.0.2/24"],
    ["but not what somebody has closer", "wide", "10.77.0.4", "nas", "10.77.0.4/32"],
  ] as const)("%s", (_name, table, address, peer, entry) => {
    expect(ownerOf(TABLES[table], address)).toMatchObject({ peer, entry });
  });

  it("names who holds it too and does not get it, and why", () => {
    expect(ownerOf(TABLES.longer, "192.168.7.50")?.beaten).toEqual([
      { peer: "office", entry: "192.168.7.0/24", why: "shorter" },
    ]);
    expect(ownerOf(TABLES.stolen, "10.77.0.2")?.beaten).toEqual([{ peer: "anna", entry: "10.77.0.2/32", why: "same" }]);
  });

  it("is nobody's where no block holds it", () => {
    expect(ownerOf(TABLES.sound, "10.77.0.9")).toBeNull();
  });
});

describe("the way of a packet", () => {
  const anna = { from: "anna", source: "10.77.0.2" } as const;
  const server = { from: "server", source: "10.77.0.1" } as const;

  it.each<[string, Case, readonly string[]]>([
    ["from the server to a peer", { table: "sound", ...server, target: "10.77.0.2" }, ["routed", "let-in", "arrived"]],
    ["from the server to an address of nobody", { table: "sound", ...server, target: "10.77.0.9" }, ["no-block"]],
    [
      "a peer to the server",
      { table: "sound", ...anna, target: "10.77.0.1" },
      ["enters", "source-held", "server-got-it"],
    ],
    ["a peer into the internet", { table: "sound", ...anna, target: "1.1.1.1" }, ["enters", "source-held", "leaves"]],
    [
      "a peer to another one goes through both tables",
      { table: "sound", ...anna, target: "10.77.0.3" },
      ["enters", "source-held", "routed", "let-in", "arrived"],
    ],
    [
      "another peer's address as sender is dropped",
      { table: "sound", ...anna, source: "10.77.0.4", target: "10.77.0.1" },
      ["enters", "source-refused"],
    ],
    [
      "what the own file does not name stays outside the tunnel",
      { table: "sound", from: "office", source: "10.77.0.3", target: "1.1.1.1" },
      ["outside"],
    ],
    [
      "whose address was taken is not let in any more",
      { table: "stolen", ...anna, target: "10.77.0.1" },
      ["enters", "source-refused"],
    ],
    [
      "a sender from a network that the receiver's file does not name is shut out at the end",
      { table: "sound", from: "office", source: "192.168.7.20", target: "10.77.0.4" },
      ["enters", "source-held", "routed", "shut-out"],
    ],
  ])("%s", (_name, sent, stations) => {
    expect(ids(sent)).toEqual(stations);
  });
});
