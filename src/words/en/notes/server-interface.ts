/** [Interface] of the server's file, in English. */
import type { NotesOf } from "../../../notes/note.ts";
import type { NoteSentences } from "../../notes.ts";
import { LAW, note } from "./note.ts";

/** What holds for all four hooks. */
const HOOKS =
  "Each such line is a command for bash, run as root, in the order of the file; %i stands for the interface's name, %I does not.";

export const serverInterface: Readonly<Record<NotesOf<"server-interface">, NoteSentences>> = {
  "server-interface/header": note(
    "from here on: the server about itself",
    "[Interface] describes the machine that reads the file, here the server: its key, its port, its address. Everybody else has a [Peer] block of their own below.",
    "Every file has one [Interface], about the machine that reads it, and one [Peer] for each machine that it talks to. In [Interface] wg itself reads PrivateKey, ListenPort and FwMark; Address, DNS, MTU, Table, the hooks and SaveConfig are for wg-quick, which does with them what you would otherwise type by hand. The other side learns nothing of these lines. Write the header as it stands here: wg takes one with blanks inside, wg-quick does not, and the lines meant for it are then refused.",
  ),
  "server-interface/PrivateKey": note(
    "the server's identity; devices know its public half",
    "Whoever has this key is this server. Its public half stands as PublicKey in the file of every device: with another key here, none of them connects any more.",
    "The one secret that makes this machine the server: PublicKey in every device's file is its public half. If it is changed or lost, every device needs a new file; when the server moves, the key moves with it. Only root should be able to read this file (0600); wg-quick warns of one that others can read, if the folder is open to them too, and refuses nothing. Where a hook sets the key from a file of its own the line may be missing; a reload (wg syncconf) then takes the key off the running interface.",
  ),
  "server-interface/ListenPort": note(
    "the UDP port on which devices find this server",
    "The UDP port behind the colon of Endpoint in each device's file, or the one that a router forwards to. It has to be open from outside, and always the same.",
    "Every device calls this port: it is the number at the end of Endpoint in its file, unless a router forwards another one to it. UDP, not TCP: the cloud's firewall, the router and this machine's own have to let it in, and from inside nobody can prove that they do. Without the line wg takes a free port at random, another one at each start and each reload. wg checks no range either: 65536 becomes 0, and so a random port, without a word.",
  ),
  "server-interface/FwMark": note(
    "marks the tunnel's own packets for routing rules",
    "A number on the encrypted packets that leave this machine, so that its routing rules can tell them apart. It does not travel: no device sees it, and few servers need one.",
    "The mark is put on the packets that WireGuard itself sends, not on what travels inside them, and it stays on this machine: rules of its routing or its firewall can tell by it what must not go into the tunnel once more. wg-quick sets one by itself where a peer has 0.0.0.0/0 or ::/0. A reload (wg syncconf) of a file without the line clears it, also the one that wg-quick chose; the tunnel's packets may then be sent into the tunnel itself.",
  ),
  "server-interface/Address": note(
    "the server's own address inside the tunnel",
    "The server's address in the tunnel. The prefix behind it says how large the tunnel's network is: whatever lies in it, this machine sends into the tunnel.",
    "wg-quick gives this address to the interface, and with the prefix (/24 and the like) a route to the whole network: peers in it need none of their own. A peer outside gets one from wg-quick at the start, but not from a reload. In a device's file the address stands only where the server is meant by it: as DNS, or within AllowedIPs. What goes wrong: the same address twice, or an IPv6 address where IPv6 is switched off; either way wg-quick takes the whole interface down again.",
  ),
  "server-interface/DNS": note(
    "changes the server's own name servers: rarely meant",
    "On the server it redirects the server's own questions for names. Those of the devices it does not: they have the line in their own files.",
    `${LAW} So here it is the server that asks other name servers while the interface is up, and no device notices. Whom the devices ask stands as DNS in their files. An item that is no address becomes a search domain, and without any address nothing is done. wg-quick needs the program resolvconf for it; where that is missing, the interface does not come up at all.`,
  ),
  "server-interface/MTU": note(
    "the longest packet that goes into the tunnel",
    "The longest packet that the server sends into the tunnel. Without the line wg-quick works it out, mostly 1420; too long for the way, and large pages hang.",
    "Each side has its own: this line is for what the server sends, the one in a device's file for what the device sends. WireGuard adds up to 80 bytes to each packet, so over an ordinary line of 1500 it is 1420; PPPoE and mobile networks leave less (1412, 1280). Too high a value shows as pages that begin to load and hang, while ping works. Without the line wg-quick takes what the way out allows, less 80.",
  ),
  "server-interface/Table": note(
    "where wg-quick puts the routes to the peers",
    "off: wg-quick adds no routes, somebody else has to. A number: they go into that table of routes. Without the line they go into the main one, as nearly everybody wants.",
    "For each network in AllowedIPs that the interface has no route to yet, wg-quick adds one. Table = off leaves that to you: peers outside the server's own network are then out of reach. With a number the routes go into that table, where they count only if a rule (ip rule) leads there. The word is read letter for letter: OFF is not off, and the interface does not come up. No device notices any of it.",
  ),
  "server-interface/PreUp": note(
    "a command for the start, before keys and peers",
    "wg-quick runs it as root at the start, before it loads keys and peers; with tools before 1.0.20250521 even before there is an interface. If it fails, nothing comes up.",
    `A command that has to be done before the server answers anybody: loading a module, opening a port. ${HOOKS} If it fails, wg-quick stops and takes the interface away. Before 1.0.20250521 the interface does not exist yet at that moment, so a command that speaks of it fails there. The other side learns nothing of it.`,
  ),
  "server-interface/PostUp": note(
    "a command for the start, once everything is up",
    "wg-quick runs it as root once interface, addresses and routes are there. On servers mostly: let the devices' packets pass on, and out under the server's own address.",
    `Most servers let the devices' packets pass on here (FORWARD) and leave under the server's address (MASQUERADE); without that a device reaches the server and nothing behind it. Forwarding has to be on as well (net.ipv4.ip_forward). ${HOOKS} What goes wrong: the network card has another name here (ens3, not eth0); the counterpart in PostDown is missing, so that rules pile up; the command fails when it is repeated (File exists), and then wg-quick takes the interface down again.`,
  ),
  "server-interface/PreDown": note(
    "a command for the stop, while everything is still up",
    "wg-quick runs it as root at the stop, while interface and peers are still there. It is read from the file as it is at that moment, not as it was at the start.",
    `The last moment at which the tunnel can still be used: a farewell, a copy of the counters. ${HOOKS} wg-quick reads the file anew when it stops, so what is run is what stands there then; to take back what an older text did, that text has to be run. The other side learns nothing of it.`,
  ),
  "server-interface/PostDown": note(
    "a command for the stop, once the interface is gone",
    "wg-quick runs it as root after the interface is gone. It should take back what PostUp did: for each rule added there (-A) one that goes here (-D), else they pile up.",
    `The counterpart of PostUp: what that added, this takes away, word for word the same with -D for -A or -I. A rule that has no counterpart stays, and comes once more at each restart. ${HOOKS} At this moment the interface does not exist any more; what still needs it belongs in PreDown. The other side learns nothing of it.`,
  ),
  "server-interface/SaveConfig": note(
    "true lets wg-quick rewrite this file; false does not",
    "With true, wg-quick writes this file anew each time the interface goes down: comments, names and later edits are lost. With false the file stays as it was written.",
    "SaveConfig = true makes wg-quick rebuild this file from the running interface whenever that goes down, also at a restart. Lost are all comments, and with them the names of the peers; peers that were switched off; and whatever was edited meanwhile, but for the hooks. Each device gets the Endpoint where it was last seen. With bash 5.2 and newer a hook that has an & in it comes out broken, and the next start fails. wg-quick reads the line at the moment it goes down, so false takes effect at once.",
  ),
  "server-interface/clients-dial": note(
    "a comment for next time; WireGuard does not read it",
    "No client file is kept here, so this comment remembers the address that clients call. WireGuard skips it; the next peer is offered the same endpoint.",
    "How clients reach this server stands in their files, not in the server's own. Where none of those is kept here, this comment remembers the address, so that the next peer is offered the same. It is a comment and no setting: WireGuard and wg-quick skip it, and it may be edited or deleted at any time.",
  ),
  "server-interface/no-ListenPort": note(
    "no fixed port: another one at each start",
    "Without ListenPort wg takes a free port at random, another one at each start and each reload. Devices call one and the same, so they would not find this server again.",
    "A machine that only calls others needs no fixed port: it is answered where it called from. A server that is called does: the port stands in Endpoint of every device, and a firewall or a router lets in that one. Without the line wg takes a random port at each start, and once more at each reload (wg syncconf), also while everything runs.",
  ),
  "server-interface/no-DNS": note(
    "the server keeps its own name servers",
    "The server goes on asking the name servers that it always asks. Whom the devices ask while their tunnel is on stands as DNS in their own files.",
    "DNS says whom the machine that reads the file asks for names. A server has its own name servers and keeps them: the line belongs in the device's file, where it may well name the server, if something there answers on port 53. In this file it would redirect the server itself.",
  ),
};
