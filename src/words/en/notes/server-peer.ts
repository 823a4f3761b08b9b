/** A [Peer] block in the server's file, in English. */
import type { NotesOf } from "../../../notes/note.ts";
import type { NoteSentences } from "../../notes.ts";
import { LAW, note, several } from "./note.ts";
import { NO_PRESHARED_KEY } from "./preshared.ts";

export const serverPeer: Readonly<Record<NotesOf<"server-peer">, NoteSentences>> = {
  "server-peer/header": note(
    ({ it }) => `from here on: what the server knows of ${it}`,
    ({ it }) =>
      `All that follows tells the server about ${it}: how to recognise it and what is behind it. About the server itself the file speaks at its top, in [Interface].`,
    ({ it }) =>
      `A [Peer] block describes somebody else: here it tells the server about ${it}. [Interface] describes the machine that reads the file. WireGuard knows no servers and clients, only peers; the words are used here for who waits and who calls.`,
  ),
  "server-peer/name": note(
    "its name, for people; WireGuard does not read it",
    "WireGuard tells peers apart by their keys alone; this comment is for people and for tools that show names. It has the form that this file already uses, where it uses one.",
    "WireGuard has no names. Tools keep them in comments, each in a form of its own; the name is written here in the form that this file already uses, so that the tool that made the file still finds it, and as friendly_name where there was none. The comment may be changed without any effect on the connection.",
  ),
  "server-peer/PublicKey": note(
    ({ it }) => `the one thing by which the server knows ${it}`,
    ({ it }) =>
      `Whoever holds the private key to it is ${it}, from whatever address it calls. The private key has no place in this file: it belongs in the device's own.`,
    ({ it }) =>
      `The public key is the identity of a peer: who proves to hold its private half is ${it}, and nothing else counts, neither the address nor the name. It is no secret. Each key may stand in one block only: with two, the later block's AllowedIPs win. A wrong key here looks from the server like silence: no handshake, no message. Its other half is PrivateKey in the device's file.`,
  ),
  "server-peer/PresharedKey": note(
    "a second secret, the same on both sides",
    "A secret that only these two share, mixed into every handshake on top of the keys. It must be the same in both files: with it on one side only, no connection comes about.",
    "The preshared key is mixed into every handshake. It keeps recorded traffic closed even if the public keys should be broken one day, by a quantum computer for example. It is optional, but both files must agree: if it is missing or different on one side, the handshake fails and neither side says why. Every peer should have its own. A line that is taken out again stays in force on the running interface after a reload with tools before 1.0.20260223.",
  ),
  "server-peer/AllowedIPs": note(
    ({ it }, subject) =>
      subject.lan !== ""
        ? `what is behind ${it}: itself and a network`
        : `what is behind ${it}: ${several(subject) ? "these addresses" : "this one address"}`,
    ({ it }, subject) =>
      `AllowedIPs names what is behind a peer. From ${it} the server takes packets of ${subject.lan !== "" ? "these networks" : several(subject) ? "these addresses" : "this address"} only, and packets to ${subject.lan !== "" || several(subject) ? "them" : "it"} it sends to ${it}.`,
    ({ it }, { lan }) =>
      `AllowedIPs has one meaning on both sides: what is behind that peer. The server takes packets from ${it} only if the address they come from is in this list, and packets to an address in it go to ${it}. ${lan === "" ? "A single device has its own address behind it and nothing more, so it is a /32 (in IPv6 a /128)" : `Behind ${it} there is also ${lan}, so that network stands here beside its own address`}. The device's file has another list, because something else is behind the server. The same network may stand with one peer only: with two, the later one takes it, without a word. Of networks that overlap, the narrower one wins. 0.0.0.0/0 here would send all of the server's own traffic to ${it}.`,
  ),
  "server-peer/Endpoint": note(
    "where the server calls; learned anyway from packets",
    ({ it }) =>
      `With it the server can begin by itself, at this address. A device that moves needs none: the server learns its address from each packet that ${it} sends.`,
    ({ it }) =>
      `An Endpoint in the server's block is only where the server tries first. Each packet of ${it} that proves genuine replaces it with the address it came from, so for devices that move the line is of no use, and a reload sends the server back to an old address. It is right where the other side has a fixed address and the server is to call it. A line that nobody wrote was left by SaveConfig, which keeps the address where a device was last seen. A host name is looked up once, when the file is loaded.`,
  ),
  "server-peer/PersistentKeepalive": note(
    (_, { block }) =>
      block?.dials ? "the server sends: right where it has to dial" : "makes the server send; that is the device's job",
    ({ it }, { block }) =>
      block?.dials
        ? `After a silence the server sends an empty packet to ${it}. Right if the server itself sits behind NAT without a forwarded port and dials; else the line belongs in the other file.`
        : `After a silence the server sends an empty packet to ${it}. That can hold a way open but never reopen one: without an Endpoint here, the line belongs in the device's file.`,
    ({ it }, { block }) => {
      const seconds = block?.keepalive ?? 25;
      const sends = `${LAW} So here it is the server that sends: after ${seconds} s without a packet in either direction, an empty one to`;
      const gone = `If ${it} goes away, the server keeps knocking at that address: a try every 5 s, twenty of them, a pause of 25 s, and so on without end, whoever has the address by then.`;
      const both = `If the device's file has the line too, both send, and nothing is gained; with the shorter interval here the server's packets hold back the device's own.`;
      return block?.dials
        ? `${sends} where ${it} was last heard, at first to the Endpoint of this block. That is right in one case: the server is itself behind NAT without a forwarded port, or behind a firewall that lets in answers only, and so has to dial and to hold its own way open. If devices can call the server, it does not need the line. ${gone} ${both}`
        : `${sends} where ${it} was last heard; until ${it} has called once, nothing at all, for there is no Endpoint to send to. Some routers keep the way to the device open for that. Others count only what the device sends and close it, some after half a minute; and once it is closed, after a restart of the router or in another network, no packet of the server opens it again. ${gone} ${both} It would be right only with an Endpoint, for a server behind NAT without a forwarded port that dials.`;
    },
  ),
  "server-peer/no-PresharedKey": NO_PRESHARED_KEY,
  "server-peer/no-PersistentKeepalive": note(
    ({ it }, { keepalive }) =>
      keepalive === null ? "if at all, the device sends it, not the server" : `NAT forgets ${it}, so ${it} sends it`,
    "The one to send is the device, for it is the device that NAT forgets. Set here, it could hold a way open but never reopen one, would go on knocking at a device that left, and could hold back the device's own packets.",
    ({ it }) =>
      `Why is there no PersistentKeepalive on the server? Because ${it} has to send it, and a file tells only the machine that reads it what to do. The NAT or firewall in front of the device, in IPv6 too, keeps a way in open for a while only, and only a packet from inside opens it. The server could hold it open on some routers, but never reopen it: after a restart of the router or in another network it would send into the void, at a device that has left it would knock for ever, and at a shorter interval than the device's its packets would put off the device's own. The server itself needs none, because its port can be reached without its having sent anything. The line belongs here only when the server is the one behind NAT without a forwarded port and dials the peer: the block then has an Endpoint.`,
  ),
  "server-peer/no-others": note(
    "learned from its packets; in its own file",
    ({ it }) =>
      `Endpoint: the server learns it from the packets of ${it}, wherever that is. Address and DNS the device sets for itself, in its own file; WireGuard refuses them in a [Peer] block.`,
    ({ it }) =>
      `Endpoint is missing because ${it} calls first: the server answers to where the last genuine packet came from. Address and DNS say what a machine sets up for itself, so they stand in the file of that machine, in [Interface]; in a [Peer] block they are refused, and DNS at the top of this file would change the name servers of the server.`,
  ),
};
