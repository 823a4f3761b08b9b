/** A server that is up, its devices, and what each of them holds. */
import { Bed, type Remembers } from "./bed.ts";
import type { Machine } from "./machine.ts";
import { confText, type Keys, newKeys, newPresharedKey, type PeerText } from "./texts.ts";

export const PORT = 51_820;
export const OUTSIDE = "203.0.113.1";
export const OUTSIDE_6 = "2001:db8::1";
/** The server's own addresses inside the tunnel. */
export const INSIDE = "10.77.0.1";
export const INSIDE_6 = "fd77::1";

export interface Device {
  readonly name: string;
  readonly keys: Keys;
  readonly presharedKey: string | null;
  readonly address: string;
}

/** Device `number` (from 2) of the server's network. */
export function newDevice(number: number, name = `device-${number}`, withPreshared = false): Device {
  const presharedKey = withPreshared ? newPresharedKey() : null;
  return { name, keys: newKeys(), presharedKey, address: `10.77.0.${number}` };
}

/** The server's block for a device. */
export function blockOf({ name, keys, presharedKey, address }: Device): PeerText {
  return { name, publicKey: keys.publicKey, presharedKey, allowedIPs: `${address}/32` };
}

export interface ServerText {
  readonly keys: Keys;
  readonly peers: readonly PeerText[];
  readonly address?: string;
  readonly more?: readonly string[];
}

export function serverText({ keys, peers, address = `${INSIDE}/24`, more = [] }: ServerText): string {
  return confText({ privateKey: keys.privateKey, address, listenPort: PORT, more }, peers);
}

export interface DeviceText {
  readonly device: Device;
  readonly serverKey: string;
  readonly endpoint?: string;
  readonly allowedIPs?: string;
  readonly keepalive?: number | null;
  readonly listenPort?: number;
}

/** The device's own file. */
export function deviceText(text: DeviceText): string {
  const { device, serverKey, endpoint = `${OUTSIDE}:${PORT}`, allowedIPs = "10.77.0.0/24", keepalive = null } = text;
  const peer = { publicKey: serverKey, presharedKey: device.presharedKey, allowedIPs, endpoint, keepalive };
  const { listenPort } = text;
  const own = { privateKey: device.keys.privateKey, address: `${device.address}/32` };
  return confText(listenPort === undefined ? own : { ...own, listenPort }, [peer]);
}

/** Writes wg0.conf on a machine and brings it up, as an admin does. */
export async function up(machine: Machine, text: string): Promise<void> {
  machine.write("/etc/wireguard/wg0.conf", text);
  await machine.run(["wg-quick", "up", "wg0"]);
}

/** A bed with its server up and one home; `bed.stop()` is the caller's. */
export async function serving(
  server: ServerText,
  { devices = 1, remembers }: { readonly devices?: number; readonly remembers?: Remembers } = {},
) {
  const bed = await Bed.start();
  try {
    const home = await bed.home(devices, remembers);
    await up(bed.server, serverText(server));
    return { bed, home };
  } catch (error) {
    await bed.stop();
    throw error;
  }
}
