/** Why is there no PersistentKeepalive on my server? The whole answer, in English (wireguard-semantics.md §5). */
import type { FoundingWords } from "../../notes.ts";

export const founding: FoundingWords = {
  question: "Why is there no PersistentKeepalive on my server?",
  short:
    "Because the device has to send it, and a file tells only the machine that reads it what to do. On a server that its devices call nothing is missing: it is right so.",
  parts: [
    {
      head: "What it is",
      text: "A number of seconds in a [Peer] section. When nothing genuine has passed between the two machines for so long, in neither direction, the one whose file has the line sends the other one empty packet: 32 bytes, encrypted like any other. WireGuard knows no servers and clients; any machine may have the line for any peer, and none learns what stands in the other's file.",
    },
    {
      head: "What 25 means",
      text: "25 seconds after the last packet, sent or received. What arrives counts too: while the server sends something every second, the device's 25 never run out. It is a little less than the 30 seconds after which the most forgetful routers forget.",
    },
    {
      head: "What it is for",
      text: "NAT, and a firewall without NAT as well, in IPv6 too, lets packets in to the device only for a while after one went out. Then it forgets, and what the server sends is lost until the device sends again. An empty packet now and then keeps the way in open.",
    },
    {
      head: "Why the device",
      text: "Only a packet from inside opens that way. The server can keep it open on some routers, but never reopen it: after a restart of the router, or when the device is in another network, it would send into the void.",
    },
    {
      head: "Why the server needs none for itself",
      text: "Because its port can be reached without its having sent anything: it is public, or forwarded. Whether its address is a fixed one does not matter. By itself it sends one kind of empty packet, as every side does: a receipt, once, 10 seconds after data that it had no answer to. Nothing switches that on or off, and it keeps no way open over a longer silence.",
    },
    {
      head: "Do you need it",
      text: "Only if something must reach the device while it is silent: SSH to it, a LAN behind it, messages pushed through the tunnel. A device that only calls out needs none, not even behind NAT: its next packet opens a new way, and the server follows. wg-wizard add asks, and suggests 25.",
    },
    {
      head: "If it stands in the server's block anyway",
      text: "Then the server sends as well. Set on both sides, twice the packets go and nothing is gained; with the shorter interval on the server its packets hold back the device's own, and behind a router that counts only outgoing packets the device drops out of reach again and again. At a device that has left it knocks without end, some 2.4 MB a day, at an address that may be somebody else's by then. And with tools before 1.0.20260223 the line can be deleted and the file reloaded, and it stays on: wg set wg0 peer KEY persistent-keepalive 0 ends it.",
    },
    {
      head: "When it does belong there",
      text: "When the server is the one behind NAT without a forwarded port, or behind a firewall that lets in answers only, and calls the peer: its block then has an Endpoint. If both sit behind NAT and call each other, both have the line.",
    },
  ],
};
