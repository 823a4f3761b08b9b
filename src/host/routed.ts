/** Which networks the kernel's main table leads through a device, read from /proc/net (proc(5)). */
import { formatNetwork } from "../wireguard/address.ts";

/** `route` and `route6`: the texts of /proc/net/route and /proc/net/ipv6_route. */
export function routedThrough(device: string, route: string, route6: string): readonly string[] {
  return [...ipv4Routes(device, route), ...ipv6Routes(device, route6)];
}

/** `wg0 0007A8C0 00000000 0001 0 0 0 00FFFFFF …`: numbers in the machine's own order of bytes, which is little-endian. */
function ipv4Routes(device: string, text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const [name, destination = "", , , , , , mask = ""] = line.trim().split(/\s+/);
    if (name !== device || !/^[0-9A-F]{8}$/.test(destination) || !/^[0-9A-F]{8}$/.test(mask)) return [];
    const bits = (swapped(mask).toString(2).match(/1/g) ?? []).length;
    return [formatNetwork({ family: 4, value: swapped(destination), bits })];
  });
}

/** `fd770000… 40 … 00000001 wg0`: address and length in hexadecimal digits; local and multicast routes are left out. */
function ipv6Routes(device: string, text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const [address = "", bits = "", ...rest] = line.trim().split(/\s+/);
    if (rest.at(-1) !== device || !/^[0-9a-f]{32}$/.test(address)) return [];
    const value = BigInt(`0x${address}`);
    const isLocal = (Number.parseInt(rest.at(-2) ?? "", 16) & LOCAL) !== 0 || value >> 120n === 0xffn;
    return isLocal ? [] : [formatNetwork({ family: 6, value, bits: Number.parseInt(bits, 16) })];
  });
}

/** RTF_LOCAL (linux/ipv6_route.h). */
const LOCAL = 0x80000000;

function swapped(hex: string): bigint {
  return BigInt(`0x${(hex.match(/../g) ?? []).reverse().join("")}`);
}
