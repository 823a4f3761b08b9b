/** [Peer] of a device's file, which describes the server, in English. */
import type { NotesOf } from "../../../notes/note.ts";
import type { NoteSentences } from "../../notes.ts";
import { LAW, note } from "./note.ts";
import { NO_PRESHARED_KEY } from "./preshared.ts";

const BEHIND_SERVER = {
  all: "everything",
  all4: "all of IPv4",
  vpn: "the VPN and no more",
  list: "the networks you chose",
} as const;

export const clientPeer: Readonly<Record<NotesOf<"client-peer">, NoteSentences>> = {
  "client-peer/header": note(
    ({ it }) => `from here on: what ${it} knows of this server`,
    ({ it }) =>
      `To ${it} this server is just a peer: WireGuard knows no servers and clients. Here stands how to find this server, how to recognise it, and what is behind it.`,
    ({ it }) =>
      `The [Peer] section in the file of ${it} describes this server. It is the mirror of the block in the server's file: the same kinds of lines, seen from the other side, and so with other values. The only line that is the same in both is PresharedKey.`,
  ),
  "client-peer/PublicKey": note(
    "the one thing by which it knows this server",
    ({ it }) =>
      `By this key ${it} knows that it talks to this server and to nobody else. It is the public half of PrivateKey in the server's [Interface]; should that change, every device needs the new one.`,
    ({ It }) =>
      `${It} opens the tunnel only to whoever holds the private half of this key: PrivateKey in [Interface] of the server's file. A wrong key here is a connection that never comes about, without any message. If the server is moved, its private key moves with it; else every client file has to be made anew.`,
  ),
  "client-peer/PresharedKey": note(
    "the same as in the server's file",
    ({ it }) =>
      `The same secret as in the server's block for ${it}. If it is missing or different on one side, the handshake fails, and neither side says why.`,
    ({ it }) =>
      `The one line that is the same in both files. It is mixed into every handshake between ${it} and this server, and guards recorded traffic even if the public keys should be broken one day. It cannot be left out on one side to make the QR code smaller: then no connection comes about.`,
  ),
  "client-peer/AllowedIPs": note(
    (_, { traffic }) => `what is behind this server${traffic === null ? "" : `: ${BEHIND_SERVER[traffic]}`}`,
    ({ it }, { traffic }) => {
      const begin = "AllowedIPs names what is behind a peer.";
      if (traffic === "all") {
        return `${begin} Behind this server is everything, so ${it} sends all its traffic there and takes any answer from there. On the server the same word holds what is behind ${it}.`;
      }
      if (traffic === "all4") {
        return `${begin} Behind this server is all of IPv4, so ${it} sends it there and takes it from there. Where the device's network has IPv6 too, that may go past the tunnel.`;
      }
      const what = traffic === "vpn" ? "the addresses of the VPN" : "these networks";
      return `${begin} Behind this server are ${what}: packets to them go into the tunnel, and only packets from them are taken out of it. All else goes its usual way.`;
    },
    ({ it }, { traffic }) =>
      `AllowedIPs has one meaning on both sides: what is behind that peer. Here it is what ${it} sends into the tunnel and takes from it; in the server's block it is what the server sends to ${it} and takes from it. So the two lists differ, and both are right. ${
        traffic === "all4"
          ? "0.0.0.0/0 without ::/0 leaves the IPv6 of the device's network outside the tunnel; Android then blocks it, other systems do not."
          : traffic === "all"
            ? "0.0.0.0/0 and ::/0 are every address there is, so the device's whole traffic goes through the server, which has to forward it; on Linux the device's own local network stays outside."
            : "What is not in this list does not touch the tunnel at all. 0.0.0.0/0 and ::/0 would be every address there is."
      } If the device's own network has the same addresses as one behind the server, one of the two is out of reach.`,
  ),
  "client-peer/Endpoint": note(
    "where it calls; the port: ListenPort of this server",
    ({ it }) =>
      `Where ${it} calls: an address or a name that can be reached from outside, and a UDP port, which is the server's ListenPort or is forwarded to it. The server learns the way back from the packets.`,
    ({ it }) =>
      `One side has to begin, and for that it has to know where: ${it} calls this address and UDP port. The port is ListenPort of the server, or the one that a router forwards to it, and every firewall on the way has to let it in. A host name is looked up when the tunnel is switched on, on Linux not again while it is on: when the address behind it changes, the tunnel has to be switched off and on. The server needs no such line: it answers to where the packets come from.`,
  ),
  "client-peer/PersistentKeepalive": note(
    (_, { keepalive }) =>
      keepalive === null
        ? "if it has the line: after a silence, an empty packet"
        : `after ${keepalive} s of silence either way: an empty packet`,
    ({ it }) =>
      `${LAW} NAT forgets a silent device, some after 30 s, and only a packet from it opens the way again: so ${it} has to send. Needed only so that it can be reached while it is silent.`,
    ({ it }, { keepalive }) =>
      `${LAW} When nothing genuine has passed in either direction for ${keepalive ?? 25} s, ${it} sends one empty packet of 32 bytes; what arrives puts it off too. The NAT or firewall in front of the device, in IPv6 too, keeps a way in open only for a while; some forget it after 30 s, and 25 is a little less. Only a packet from inside opens that way, so the line is in this file and not in the server's. It is needed only if something must reach the device while it is silent: SSH to it, a LAN behind it, messages pushed through the tunnel. A device that only calls out opens the way itself each time, behind NAT too, and spares its radio a wake-up every ${keepalive ?? 25} s. Off is a missing line: the apps for Android and iOS refuse the word off.`,
  ),
  "client-peer/no-PresharedKey": NO_PRESHARED_KEY,
  "client-peer/no-PersistentKeepalive": note(
    "off: it only calls out, and that opens the way",
    ({ it }) =>
      `Each packet of its own opens the way anew, and the server follows. Behind NAT, though, after some silence nothing from the server's side reaches ${it} until it sends again.`,
    ({ it, It }) =>
      `Without the line an idle tunnel sends nothing at all, which spares the battery. ${It} can call at any time: its first packet opens a new way through NAT, and the server answers to where it came from. What does not work behind NAT or a firewall is the other direction: after a silence of half a minute to some minutes nothing reaches ${it} before it has sent something itself. If SSH to it, a LAN behind it or pushed messages have to work, 25 is the usual value, here, not in the server's file.`,
  ),
};
