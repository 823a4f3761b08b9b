/** Why a line stands in a file, or does not, in English. True to wireguard-semantics.md §5, §6.3, §8. */
import type { NoteId, NoteSubject } from "../../notes/note.ts";
import { BRIEF, FULL, fitting } from "../fitting.ts";
import type { NoteSentences, NoteWords } from "../notes.ts";

/** The peer in a sentence; `It` begins one. */
interface Who {
  readonly it: string;
  readonly It: string;
}

const DEVICE: Who = { it: "the device", It: "The device" };

type Sentence = (who: Who, subject: NoteSubject) => string;

/** The three lengths of one note, told with the peer's name where there is room for it. */
function note(brief: Sentence, full: Sentence, long: Sentence): NoteSentences {
  const ways = ({ name }: NoteSubject): [Who, ...Who[]] =>
    name === null ? [DEVICE] : [{ it: name, It: name }, DEVICE];
  return {
    brief: (subject) => fitting(BRIEF, ways(subject), (who) => brief(who, subject)),
    full: (subject) => fitting(FULL, ways(subject), (who) => full(who, subject)),
    long: (subject) => long(ways(subject)[0], subject),
  };
}

const LAW = "A file tells the machine that reads it what to do.";

const BEHIND_SERVER = {
  all: "everything",
  all4: "all of IPv4",
  vpn: "the VPN and no more",
  list: "the networks you chose",
} as const;

const several = ({ addresses }: NoteSubject) => addresses.includes(",");

const lines: Readonly<Record<NoteId, NoteSentences>> = {
  "server-interface/clients-dial": note(
    () => "a comment for next time; WireGuard does not read it",
    () =>
      "No client file is kept here, so this comment remembers the address that clients call. WireGuard skips it; the next peer is offered the same endpoint.",
    () =>
      "How clients reach this server stands in their files, not in the server's own. Where none of those is kept here, this comment remembers the address, so that the next peer is offered the same. It is a comment and no setting: WireGuard and wg-quick skip it, and it may be edited or deleted at any time.",
  ),
  "server-interface/SaveConfig": note(
    () => "so that wg-quick down does not rewrite this file",
    () =>
      "With true, wg-quick writes this file anew each time the interface goes down: comments, names and later edits are lost. With false the file stays as it was written.",
    () =>
      "SaveConfig = true makes wg-quick rebuild this file from the running interface whenever that goes down, also at a restart. Lost are all comments, and with them the names of the peers, peers that were switched off, and whatever was edited while the interface ran; clients get an Endpoint that they were last seen at. wg-quick reads the line at the moment it goes down, so false takes effect at once.",
  ),
  "server-peer/header": note(
    ({ it }) => `from here on: what the server knows of ${it}`,
    ({ it }) =>
      `All that follows tells the server about ${it}: how to recognise it and what is behind it. About the server itself the file speaks at its top, in [Interface].`,
    ({ it }) =>
      `A [Peer] block describes somebody else: here it tells the server about ${it}. [Interface] describes the machine that reads the file. WireGuard knows no servers and clients, only peers; the words are used here for who waits and who calls.`,
  ),
  "server-peer/name": note(
    () => "its name, for people; WireGuard does not read it",
    () =>
      "WireGuard tells peers apart by their keys alone; this comment is for people and for tools that show names. It has the form that this file already uses, where it uses one.",
    () =>
      "WireGuard has no names. Tools keep them in comments, each in a form of its own; the name is written here in the form that this file already uses, so that the tool that made the file still finds it, and as friendly_name where there was none. The comment may be changed without any effect on the connection.",
  ),
  "server-peer/PublicKey": note(
    ({ it }) => `the one thing by which the server knows ${it}`,
    ({ it }) =>
      `Whoever holds the private key to it is ${it}, from whatever address it calls. The private key has no place in this file: it belongs in the device's own.`,
    ({ it }) =>
      `The public key is the identity of a peer: who proves to hold its private half is ${it}, and nothing else counts, neither the address nor the name. It is no secret. Each key may stand in one block only: with two, the later block's AllowedIPs win. Its other half is PrivateKey in the device's file.`,
  ),
  "server-peer/PresharedKey": note(
    () => "a second secret, the same on both sides",
    () =>
      "A secret that only these two share, mixed into every handshake on top of the keys. It must be the same in both files: with it on one side only, no connection comes about.",
    () =>
      "The preshared key is mixed into every handshake. It keeps recorded traffic closed even if the public keys should be broken one day, by a quantum computer for example. It is optional, but both files must agree: if it is missing or different on one side, the handshake fails and neither side says why. Every peer should have its own.",
  ),
  "server-peer/AllowedIPs": note(
    ({ it }, subject) =>
      subject.lan !== ""
        ? `what is behind ${it}: itself and a network`
        : `what is behind ${it}: ${several(subject) ? "these addresses" : "this one address"}`,
    ({ it }, subject) =>
      `AllowedIPs names what is behind a peer. From ${it} the server takes packets of ${subject.lan !== "" ? "these networks" : several(subject) ? "these addresses" : "this address"} only, and packets to ${subject.lan !== "" || several(subject) ? "them" : "it"} it sends to ${it}.`,
    ({ it }, { lan }) =>
      `AllowedIPs has one meaning on both sides: what is behind that peer. Packets from ${it} are taken only if they come from here, and packets for here are sent to ${it}. ${lan === "" ? "A single device has its own address behind it and nothing more, so it is a /32 (in IPv6 a /128)" : `Behind ${it} there is also ${lan}, so that network stands here beside its own address`}. The device's file has another list, because something else is behind the server. A network may stand with one peer only: with two, the later one takes it.`,
  ),
  "server-peer/PersistentKeepalive": note(
    () => "makes the server send; that is the device's job",
    ({ it }) =>
      `It makes the server send to ${it} when it has been silent. That can hold a way open but never reopen one; unless the server itself dials from behind NAT, the line belongs in the other file.`,
    ({ it }) =>
      `${LAW} Here the line makes the server send an empty packet to ${it} after a silence. On some routers that holds the way in open; after a restart of the router or in another network it cannot open it again. To a device that has left, the server goes on knocking without end, and its packets put off the device's own. It belongs here only if the server is the one behind NAT without a forwarded port and dials the peer: the block then has an Endpoint.`,
  ),
  "server-peer/Endpoint": note(
    () => "where the server calls; learned anyway from packets",
    ({ it }) =>
      `With it the server can begin by itself, at this address. A device that moves needs none: the server learns its address from each packet that ${it} sends.`,
    ({ it }) =>
      `An Endpoint in the server's block is only where the server tries first. Each packet of ${it} that proves genuine replaces it with the address it came from, so for devices that move the line is of no use, and after a reload it sends the server back to an old address. It is right where the other side has a fixed address and the server is to call it.`,
  ),
  "server-peer/no-PersistentKeepalive": note(
    ({ it }, { keepalive }) =>
      keepalive === null ? "if at all, the device sends it, not the server" : `NAT forgets ${it}, so ${it} sends it`,
    () =>
      "The one to send is the device, for it is the device that NAT forgets. Set here, it could hold a way open but never reopen one, would go on knocking at a device that left, and could hold back the device's own packets.",
    ({ it }) =>
      `Why is there no PersistentKeepalive on the server? Because ${it} has to send it, and a file tells only the machine that reads it what to do. The NAT or firewall in front of the device keeps a way in open for a while only, and only a packet from inside opens it. The server could hold it open on some routers, but never reopen it: after a restart of the router or in another network it would send into the void, at a device that has left it would knock for ever, and its packets would put off the device's own. It belongs in the server's block only when the server itself is behind NAT without a forwarded port and dials the peer: the block then has an Endpoint.`,
  ),
  "server-peer/no-others": note(
    () => "learned from its packets; in its own file",
    ({ it }) =>
      `Endpoint: the server learns it from the packets of ${it}, wherever that is. Address and DNS the device sets for itself, in its own file; WireGuard refuses them in a [Peer] block.`,
    ({ it }) =>
      `Endpoint is missing because ${it} calls first: the server answers to where the last genuine packet came from. Address and DNS say what a machine sets up for itself, so they stand in the file of that machine, in [Interface]; in a [Peer] block they are refused, and DNS at the top of this file would change the name servers of the server.`,
  ),
  "client-interface/header": note(
    ({ it }) => `from here on: ${it} about itself`,
    ({ it }) =>
      `[Interface] describes the machine that reads the file, here ${it}; [Peer] describes the other one. That is why its address is Address here and AllowedIPs in the server's file.`,
    ({ it }) =>
      `Every file has one [Interface] section, about the machine that reads it, and a [Peer] section for each machine that it talks to. This file is read by ${it} alone, so what stands here is its own key, its own address, its own name servers; the server has none of it but the public half of the key.`,
  ),
  "client-interface/PrivateKey": note(
    () => "its public half is PublicKey in the server's file",
    ({ it }) =>
      `By this secret ${it} proves who it is; whoever has it, is ${it}. Its public half stands in the server's block. One key, one device: two with the same key take the connection from each other.`,
    ({ it }) =>
      `The private key is what ${it} is to WireGuard: whoever reads this file, or photographs its QR code, can be it. The server needs only the public half, PublicKey in its block. The file is for one device; two devices with one key take the connection from each other with every packet. If it has got into wrong hands, the peer is removed on the server and made anew.`,
  ),
  "client-interface/PrivateKey-elsewhere": note(
    () => "made on the device, and never leaves it",
    () =>
      "The private key was made on the device and is not known here. Put it in place of this comment there; until then the file is a template that the apps refuse.",
    () =>
      "You gave the device's public key, so its private key exists on the device alone: safer than any file that travels, and the reason why there is no QR code of a whole file. On the device this comment is replaced by the line PrivateKey = and the key; all other lines can be taken as they are.",
  ),
  "client-interface/Address": note(
    () => "its own address; AllowedIPs on the server lets it in",
    ({ it }, subject) =>
      several(subject)
        ? `The addresses that ${it} gives itself in the tunnel. Packets from any other are dropped by the server without a word: AllowedIPs of its block there says which ones it takes.`
        : `The address that ${it} gives itself in the tunnel. Packets from any other are dropped by the server without a word: AllowedIPs of its block there says which one it takes.`,
    ({ it }, { addresses }) =>
      `${it} sets this address on its end of the tunnel${addresses === "" ? "" : ` (${addresses})`}. Its counterpart is AllowedIPs in the server's block: the server takes from this peer only packets from there, and sends it what is meant for there. If the two differ, the handshake succeeds and yet nothing passes. The /32 (in IPv6 /128) says: this one address; what else is in the tunnel, AllowedIPs below says.`,
  ),
  "client-interface/DNS": note(
    () => "whom it asks for names while the tunnel is on",
    ({ it }, { dns }) =>
      `While the tunnel is on, ${it} asks ${dns !== "" && dns.length <= 24 ? dns : "these servers"} for names. The server's file has no such line: there it would change the name servers of the server itself.`,
    ({ it }, { dns }) =>
      `While the tunnel is on, ${it} sends every question for a name to ${dns === "" ? "this server" : dns}, and through the tunnel if AllowedIPs covers it. If nothing answers there, the tunnel works and yet no page opens: it looks connected and has "no internet". WireGuard itself does not read the line; the app or wg-quick does.`,
  ),
  "client-interface/no-DNS": note(
    () => "it keeps the name servers of its own network",
    ({ It }, { traffic }) =>
      traffic === "all" || traffic === "all4"
        ? `${It} goes on asking the name servers of the network it is in. With everything going into the tunnel those may be out of reach: then no name is found.`
        : `${It} goes on asking the name servers of the network it is in. That is right where only some networks go into the tunnel: its other questions are none of this server's business.`,
    ({ it }) =>
      `Without DNS the tunnel leaves the name servers of ${it} as they are. That is right where only some networks go through the tunnel. Where everything does, the name servers of the device's network may be out of reach; a name server that is reachable through the tunnel is then the better choice.`,
  ),
  "client-interface/MTU": note(
    () => "the longest packet; the same as on the server",
    () =>
      "The longest packet that goes into the tunnel, taken from the server's [Interface]. If it is too long for the way, small pages load and large ones hang.",
    () =>
      "MTU is the length of the longest packet that goes into the tunnel. The server's file sets it, so the device gets the same. Every tunnel needs up to 80 bytes for itself; where the way allows less than usual, as with PPPoE or in mobile networks, too high a value shows as pages that begin to load and hang. Without the line, each app picks a value: 1280 on phones, mostly 1420 on Linux.",
  ),
  "client-interface/no-others": note(
    () => "nobody calls it first, so any free port will do",
    ({ it }) =>
      `ListenPort: nobody calls ${it} first, so any free port will do. Hooks (PostUp and the like) set up the server's side, and the apps of phones refuse a file that has them.`,
    ({ it }) =>
      `ListenPort fixes the port on which a machine waits for packets. ${it} calls first and is answered where it called from, so it takes any free port. PostUp and the other hooks are commands that wg-quick runs; on the server they let packets pass on to other networks. A client has nothing to pass on, and the WireGuard apps for Android and iOS refuse a file with such a line.`,
  ),
  "client-peer/header": note(
    ({ it }) => `from here on: what ${it} knows of this server`,
    ({ it }) =>
      `To ${it} this server is just a peer: WireGuard knows no servers and clients. Here stands how to find this server, how to recognise it, and what is behind it.`,
    ({ it }) =>
      `The [Peer] section in the file of ${it} describes this server. It is the mirror of the block in the server's file: the same kinds of lines, seen from the other side, and so with other values. The only line that is the same in both is PresharedKey.`,
  ),
  "client-peer/PublicKey": note(
    () => "the one thing by which it knows this server",
    ({ it }) =>
      `By this key ${it} knows that it talks to this server and to nobody else. It is the public half of PrivateKey in the server's [Interface]; should that change, every device needs the new one.`,
    ({ it }) =>
      `${it} opens the tunnel only to whoever holds the private half of this key: PrivateKey in [Interface] of the server's file. A wrong key here is a connection that never comes about, without any message. If the server is moved, its private key moves with it; else every client file has to be made anew.`,
  ),
  "client-peer/PresharedKey": note(
    () => "the same as in the server's file",
    ({ it }) =>
      `The same secret as in the server's block for ${it}. Missing or different on one side, the handshake fails, and neither side says why.`,
    ({ it }) =>
      `The one line that is the same in both files. It is mixed into every handshake between ${it} and this server, and guards recorded traffic even if the public keys should be broken one day. It cannot be left out on one side to make the QR code smaller: then no connection comes about.`,
  ),
  "client-peer/AllowedIPs": note(
    (_, { traffic }) => `what is behind this server: ${BEHIND_SERVER[traffic ?? "list"]}`,
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
            ? "0.0.0.0/0 and ::/0 are every address there is, so the device's whole traffic goes through the server, which has to forward it."
            : "What is not in this list does not touch the tunnel at all."
      }`,
  ),
  "client-peer/Endpoint": note(
    () => "where it calls; the port: ListenPort of this server",
    ({ it }) =>
      `Where ${it} calls: an address or a name that can be reached from outside, and a UDP port, which is the server's ListenPort or is forwarded to it. The server learns the way back from the packets.`,
    ({ it }) =>
      `One side has to begin, and for that it has to know where: ${it} calls this address and UDP port. The port is ListenPort of the server, or the one that a router forwards to it, and every firewall on the way has to let it in. A host name is looked up when the tunnel is switched on. The server needs no such line: it answers to where the packets come from.`,
  ),
  "client-peer/PersistentKeepalive": note(
    (_, { keepalive }) => `after ${keepalive ?? 25} s of silence either way: an empty packet`,
    ({ it }) =>
      `${LAW} NAT forgets a silent device, some after 30 s, and only a packet from it opens the way again: so ${it} has to send. Needed only so that it can be reached while it is silent.`,
    ({ it }, { keepalive }) =>
      `${LAW} When nothing has passed in either direction for ${keepalive ?? 25} s, ${it} sends one empty packet of 32 bytes. The NAT or firewall in front of the device, in IPv6 too, keeps a way in open only for a while; some forget it after 30 s, and 25 is a little less. Only a packet from inside opens that way, so the line is in this file and not in the server's. It is needed only if something must reach the device while it is silent: SSH to it, a LAN behind it, messages pushed through the tunnel. Whoever only calls out opens the way each time himself, and saves the radio a wake-up every ${keepalive ?? 25} s.`,
  ),
  "client-peer/no-PersistentKeepalive": note(
    () => "off: it only calls out, and that opens the way",
    ({ it }) =>
      `Each packet of its own opens the way anew, and the server follows. After some silence, though, nothing from the server's side reaches ${it} until it sends again: that is the choice made here.`,
    ({ it }) =>
      `Without the line an idle tunnel sends nothing at all, which spares the battery. ${it} can call at any time: its first packet opens a new way through NAT, and the server answers to where it came from. What does not work is the other direction: after a silence of half a minute to some minutes nothing reaches ${it} before it has sent something itself. If SSH to it, a LAN behind it or pushed messages have to work, 25 is the usual value, here, not in the server's file.`,
  ),
};

export const notes: NoteWords = {
  lines,
  law: LAW,
  counterpart: ({ line, key, file }) => `its counterpart: ${key} in line ${line} of ${file}, not shown`,
};
