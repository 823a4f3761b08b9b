/**
 * Who answers DNS queries on this machine, read from the kernel's table of UDP sockets (proc(5), /proc/net/udp).
 */
import { endianness } from "node:os";
import { formatAddress } from "../wireguard/address.ts";

/** The local addresses that have a socket on port 53; `0.0.0.0` and `::` mean all of them. */
export function resolversOf(table: string, family: 4 | 6): string[] {
  const found = new Set<string>();
  for (const line of table.split("\n").slice(1)) {
    const [hex = "", port = ""] = (line.trim().split(/\s+/)[1] ?? "").split(":");
    if (port.toUpperCase() !== "0035" || hex.length !== (family === 4 ? 8 : 32)) continue;
    found.add(formatAddress({ family, value: numberOf(hex) }));
  }
  return [...found];
}

/** The kernel prints an address as 32-bit words in the machine's own byte order. */
function numberOf(hex: string): bigint {
  const words = hex.match(/.{8}/g) ?? [];
  const inOrder = endianness() === "BE" ? words : words.map((word) => (word.match(/../g) ?? []).reverse().join(""));
  return BigInt(`0x${inOrder.join("")}`);
}
