/** [Interface] of a device's file, in English. */
import type { NotesOf } from "../../../notes/note.ts";
import type { NoteSentences } from "../../notes.ts";
import { note, several } from "./note.ts";

/** Keys that only wg-quick takes; what each is follows from the note for the server. */
const NOT_ON_PHONES = "The WireGuard apps for Android and iOS refuse a file that has the line";

export const clientInterface: Readonly<Record<NotesOf<"client-interface">, NoteSentences>> = {
  "client-interface/header": note(
    ({ it }) => `from here on: ${it} about itself`,
    ({ it }) =>
      `[Interface] describes the machine that reads the file, here ${it}; [Peer] describes the other one. That is why its address is Address here and AllowedIPs in the server's file.`,
    ({ it }) =>
      `Every file has one [Interface] section, about the machine that reads it, and a [Peer] section for each machine that it talks to. This file is read by ${it} alone, so what stands here is its own key, its own address, its own name servers; the server has none of it but the public half of the key, and the address as AllowedIPs.`,
  ),
  "client-interface/PrivateKey": note(
    "its public half is PublicKey in the server's file",
    ({ it }) =>
      `By this secret ${it} proves who it is; whoever has it, is ${it}. Its public half stands in the server's block. One key, one device: two with the same key take the connection from each other.`,
    ({ it }) =>
      `The private key is what ${it} is to WireGuard: whoever reads this file, or photographs its QR code, can be it. The server needs only the public half, PublicKey in its block. The file is for one device; two devices with one key take the connection from each other with every packet. If it has got into wrong hands, the peer is removed on the server and made anew.`,
  ),
  "client-interface/PrivateKey-elsewhere": note(
    "made on the device, and never leaves it",
    "The private key was made on the device and is not known here. Put it in place of this comment there; until then the file is a template that the apps refuse.",
    "You gave the device's public key, so its private key exists on the device alone: safer than any file that travels, and the reason why there is no QR code of a whole file. On the device this comment is replaced by the line PrivateKey = and the key; all other lines can be taken as they are.",
  ),
  "client-interface/ListenPort": note(
    "a fixed port; the device needs none to call out",
    ({ it }) =>
      `The UDP port that ${it} sends from. It calls first and is answered where it called from, so any free port will do; a fixed one is for machines that are called.`,
    ({ It }) =>
      `A fixed port is for a machine that others call at it. ${It} calls the server and is answered where it called from, whatever the port; NAT on the way may give it another one anyhow. It does harm where two tunnels on one device have the same port: the second does not come up. The server's file has no line that answers it; there ListenPort is the server's own.`,
  ),
  "client-interface/FwMark": note(
    "marks the tunnel's packets, for routing rules there",
    `A number on the tunnel's own packets, for routing rules of a Linux machine; wg-quick sets one by itself for a full tunnel. The apps for Android, iOS and Windows refuse the line.`,
    ({ it }) =>
      `The mark stays on ${it}: no packet carries it over the net, and the server has nothing that answers it. Rules of the device's routing can tell by it which packets are the tunnel's own and must not go into it again. For 0.0.0.0/0 and ::/0 wg-quick chooses and sets one by itself, so the line is hardly ever needed. The WireGuard apps for Android, iOS and Windows refuse a file that has it.`,
  ),
  "client-interface/Address": note(
    "its own address; AllowedIPs on the server lets it in",
    ({ it }, subject) =>
      several(subject)
        ? `The addresses that ${it} gives itself in the tunnel. Packets from any other are dropped by the server without a word: AllowedIPs of its block there says which ones it takes.`
        : `The address that ${it} gives itself in the tunnel. Packets from any other are dropped by the server without a word: AllowedIPs of its block there says which one it takes.`,
    ({ It }, { addresses }) =>
      `${It} sets this address on its end of the tunnel${addresses === "" ? "" : ` (${addresses})`}. Its counterpart is AllowedIPs in the server's block: the server takes from this peer only packets that come from this address, and sends it what goes there. If the two differ, the handshake succeeds and yet nothing passes. The /32 (in IPv6 /128) says: this one address; a /24 would do as well. What goes into the tunnel is said below, in AllowedIPs.`,
  ),
  "client-interface/DNS": note(
    "whom it asks for names while the tunnel is on",
    ({ it }, { dns }) =>
      `While the tunnel is on, ${it} asks ${dns !== "" && dns.length <= 24 ? dns : "these servers"} for names. The server's file has no such line: there it would change the name servers of the server itself.`,
    ({ it }, { dns }) =>
      `While the tunnel is on, ${it} sends every question for a name to ${dns === "" ? "this server" : dns}, and through the tunnel if AllowedIPs covers it. If nothing answers there, the tunnel works and yet no page opens: it looks connected and has "no internet". WireGuard itself does not read the line; the app or wg-quick does, and wg-quick needs the program resolvconf for it.`,
  ),
  "client-interface/MTU": note(
    "the longest packet that it sends into the tunnel",
    ({ it }) =>
      `The longest packet that ${it} sends into the tunnel; best the same as in the server's [Interface], where that sets it. Too long for the way, and large pages hang.`,
    "MTU is the length of the longest packet that goes into the tunnel from here; what comes back obeys the server's own. WireGuard needs up to 80 bytes for itself; where the way allows less than usual, as with PPPoE or in mobile networks, too high a value shows as pages that begin to load and hang. Without the line each program picks a value: 1280 on phones, mostly 1420 on Linux.",
  ),
  "client-interface/Table": note(
    "where wg-quick puts the routes; off: nowhere",
    ({ It }) =>
      `Where wg-quick puts the routes to what AllowedIPs names: off for none, a number for another table. ${It} without routes sends nothing into the tunnel by itself.`,
    `It is for Linux machines that arrange their routes themselves: with off wg-quick adds none, and then nothing goes into the tunnel unless something else leads it there; with a number the routes go into that table, and count where a rule (ip rule) leads there. OFF is not off, and the interface does not come up. The server notices nothing of it. ${NOT_ON_PHONES}.`,
  ),
  "client-interface/PreUp": note(
    "a command for the start, before keys and peers",
    `wg-quick runs it as root on this machine at the start, before it loads keys and peers. A device hardly needs one. ${NOT_ON_PHONES}.`,
    `A command for bash that wg-quick runs as root before it loads keys and peers; %i stands for the interface's name. If it fails, nothing comes up. It is run on the machine that reads the file: whoever gives you a file with such a line has a command run as root on your machine, so read it first. ${NOT_ON_PHONES}.`,
  ),
  "client-interface/PostUp": note(
    "a command for the start, once everything is up",
    `wg-quick runs it as root on this machine once everything is up: a firewall rule, a name server for one domain (resolvectl). ${NOT_ON_PHONES}.`,
    `A command for bash that wg-quick runs as root once interface, addresses and routes are there; %i stands for the interface's name. A machine with a network behind it lets packets pass on here, as a server does. It is run on the machine that reads the file: whoever gives you a file with such a line has a command run as root on your machine, so read it first. If it fails, the interface is taken down again. ${NOT_ON_PHONES}.`,
  ),
  "client-interface/PreDown": note(
    "a command for the stop, while everything is still up",
    `wg-quick runs it as root on this machine at the stop, while the interface is still there, and reads it from the file as it is then. ${NOT_ON_PHONES}.`,
    `A command for bash that wg-quick runs as root before it takes the interface down; %i stands for the interface's name. The file is read anew for it, so what is run is what stands there then. The server notices nothing of it. ${NOT_ON_PHONES}.`,
  ),
  "client-interface/PostDown": note(
    "a command for the stop, once the interface is gone",
    `wg-quick runs it as root on this machine after the interface is gone; it takes back what PostUp did, or that stays. ${NOT_ON_PHONES}.`,
    `The counterpart of PostUp, run by wg-quick as root when the interface is gone; %i stands for the name that it had. What PostUp added and this does not take away stays, and comes once more at each start. The server notices nothing of it. ${NOT_ON_PHONES}.`,
  ),
  "client-interface/SaveConfig": note(
    "true lets wg-quick rewrite this file; false does not",
    "With true, wg-quick writes this file anew each time the interface goes down: comments and later edits are lost. The apps for Android, iOS and Windows refuse the line.",
    "SaveConfig = true makes wg-quick rebuild this file from the running interface whenever that goes down. Comments are lost and edits that were made meanwhile, and a host name in Endpoint becomes the address it had: when the server moves, this machine goes on calling the old one. The server notices nothing of it. The WireGuard apps for Android, iOS and Windows refuse a file that has the line.",
  ),
  "client-interface/no-DNS": note(
    "it keeps the name servers of its own network",
    ({ It }, { traffic }) =>
      traffic === "all" || traffic === "all4"
        ? `${It} goes on asking the name servers of the network it is in. With everything going into the tunnel those may be out of reach: then no name is found.`
        : `${It} goes on asking the name servers of the network it is in. That is right where only some networks go into the tunnel: its other questions are none of this server's business.`,
    ({ it }) =>
      `Without DNS the tunnel leaves the name servers of ${it} as they are. That is right where only some networks go through the tunnel. Where everything does, the name servers of the device's network may be out of reach; a name server that is reachable through the tunnel is then the better choice. In the server's file the line would not help: there it speaks to the server.`,
  ),
  "client-interface/no-MTU": note(
    "each program picks one: 1280 on phones, else ~1420",
    "Without MTU each program picks a value: the apps of phones 1280, Linux mostly 1420. That does nearly everywhere; the line is for ways on which large pages hang.",
    "MTU is best left out until something hangs: phones take 1280, which fits nearly everywhere, Linux works it out from the way to the server, mostly 1420. Where the server's file sets one because the way to it allows less, the device's file should have the same. What goes wrong without it shows as pages that begin to load and stop, while ping works.",
  ),
  "client-interface/no-others": note(
    "nobody calls it first, so any free port will do",
    ({ it }) =>
      `ListenPort: nobody calls ${it} first, so any free port will do. Hooks (PostUp and the like) set up the server's side, and the apps of phones refuse a file that has them.`,
    ({ It }, { lan }) =>
      `ListenPort fixes the port on which a machine waits for packets. ${It} calls first and is answered where it called from, so it takes any free port. PostUp and the other hooks are commands that wg-quick runs; on the server they let packets pass on to other networks. ${lan === "" ? "A device with no network behind it has nothing to pass on" : `For ${lan} the router behind it may need such a command, or its own settings`}, and the WireGuard apps for Android and iOS refuse a file with such a line.`,
  ),
};
