/** What the wizard objects to and warns of, in English: what happened, why, what would do. */
import type { Whose } from "../../wizard/remarks.ts";
import type { RemarkWords } from "../remarks.ts";
import { characters } from "./amounts.ts";

const peer = ({ name, line }: Whose) => (name === null ? `the peer in line ${line}` : `${name} (line ${line})`);
/** What is wrong with such an address or network, after it. */
const SPECIAL = {
  unspecified: "belongs to no machine",
  loopback: "never leaves the machine that uses it",
  "link-local": "is valid on its own cable or Wi-Fi only",
  multicast: "stands for groups of machines",
  reserved: "is reserved, and no machine has it",
  mapped: "is IPv4 spelled as IPv6, and no packet carries it",
} as const;
const FAMILIES = { ipv4: "IPv4", ipv6: "IPv6", both: "IPv4 and IPv6" } as const;

export const remarks: RemarkWords = {
  "name-empty": () => "The peer needs a name: without one nobody can tell later whose block this is.",
  "name-long": ({ length, most }) => `The name has ${length} characters; at most ${most} will do.`,
  "name-sign": ({ sign }) => `The name holds ${sign}, which cannot be seen when it is printed. Leave it out.`,
  "name-taken": ({ name, line }) =>
    `${name} stands already in line ${line}. Two peers of one name cannot be told apart: choose another.`,
  "name-form": ({ tool, allowed }) =>
    `Names in this file are kept as ${tool} keeps them, and it would not read this one. It allows ${allowed}.`,
  "name-not-readable": ({ name }) =>
    `Written into this file, ${name} would be read as something else: the file's comments have a form of their own. Plain letters and digits will do.`,

  "follow-bad": ({ text }) => `${said(text)} is neither file nor running.`,
  "follow-not-told": ({ interfaceName }) =>
    `${interfaceName} is not told of this peer, because it runs with another key than the file has. The device can connect only once the file has that key too.`,
  "follow-differs": ({ interfaceName, key, port, addresses }) =>
    [
      ...(key
        ? [
            `${interfaceName} runs with another key than its file has: a device made from the file could not connect until ${interfaceName} is restarted.`,
          ]
        : []),
      ...(port ? [`Port: ${port.file} in the file, ${port.running} on ${interfaceName}.`] : []),
      ...(addresses ? [`Address: ${addresses.file} in the file, ${addresses.running} on ${interfaceName}.`] : []),
    ].join(" "),

  "address-empty": () => "An address is needed: type one of the tunnel's network, or auto for the next free one.",
  "address-bad": ({ text, would }) =>
    would === null
      ? `${said(text)} is not an address. What will do: an address such as 10.77.0.6, or several with commas.`
      : `${said(text)} is not an address. What will do: ${would}, others with commas, or auto.`,
  "address-network": ({ text, would }) =>
    `${text} is a network; a peer gets single addresses. As an address: ${would}.`,
  "address-twice": ({ address }) => `${address} stands here twice. Once is enough.`,
  "address-server": ({ address }) => `${address} is the server's own address in the tunnel. Choose another, or auto.`,
  "address-peer": ({ address, entry, would, ...whose }) => {
    const single = entry === `${address}/32` || entry === `${address}/128`;
    const how = single ? "" : `, as part of ${entry}`;
    return `${address} belongs to ${peer(whose)}${how}.${would === null ? " Choose another." : ` Free is ${would}.`}`;
  },
  "address-reserved": ({ address, network, what }) =>
    what === "network"
      ? `${address} stands for the network ${network} itself. Any other free address of it will do.`
      : `${address} is the broadcast address of ${network}. Any other free address of it will do.`,
  "address-special": ({ address, what }) =>
    `${said(address)} ${SPECIAL[what]}: no packet would find this peer by it. What will do: an address of the tunnel's network, or auto.`,
  "address-live": ({ address, entry, key }) =>
    `${address} is taken: a peer with the key ${key} runs with ${entry}, though it is not in the file. Loading would take it from there.`,
  "address-outside": ({ address, networks }) =>
    `${address} is outside the tunnel's own network (${networks}): the server needs a route of its own for it.`,
  "address-ipv6-off": ({ address }) =>
    `IPv6 is switched off on this machine: the server cannot send to ${address}, and wg-quick may fail to start the interface.`,
  "address-full": ({ network }) =>
    `Every address of ${network} is taken. Remove a peer, widen the network, or type an address of another one.`,
  "address-no-network": () =>
    "The server's file names no network to choose from (Address with a length such as /24). Type the address that this peer shall have.",

  "lan-bad": ({ text }) =>
    `${said(text)} is not a network. What will do: 192.168.7.0/24, several with commas, or none.`,
  "lan-host-bits": ({ text, would }) =>
    `${text} is an address inside a network, not the network. The network is ${would}.`,
  "lan-everything": ({ text }) =>
    `${text} is the whole internet: the server would send all its own traffic to this peer, its answers over SSH too. If the peer shall send everything here, that is traffic: all.`,
  "lan-own-address": ({ network }) =>
    `${network} is the peer's own address and is in AllowedIPs already. Networks behind it go here, or none.`,
  "lan-special": ({ network, what }) =>
    `${said(network)} ${SPECIAL[what]}: nothing behind a peer is reached by it. What will do: 192.168.7.0/24, several with commas, or none.`,
  "lan-interface": ({ network, other }) =>
    `${network} overlaps the tunnel's own network ${other}: addresses of it that no other peer has would be sent to this one.`,
  "lan-peer": ({ network, other, ...whose }) =>
    `${network} overlaps ${other} of ${peer(whose)}. Where they meet, the longer prefix gets the packets and the other one does not.`,
  "lan-stolen": ({ network, ...whose }) =>
    `${network} belongs to ${peer(whose)}. One peer alone can have it: on loading, it is taken from there.`,
  "lan-live": ({ network, other, key }) =>
    network === other
      ? `A peer with the key ${key} runs with ${network}, though it is not in the file. One peer alone can have it: on loading, it is taken from there.`
      : `${network} overlaps ${other} of a peer with the key ${key}, which runs though it is not in the file. Where they meet, the longer prefix gets the packets.`,
  "lan-machine": ({ network, other, device }) =>
    `${network} overlaps ${other} on ${device} of this machine: a route into the tunnel could cut the server off from its own network.`,

  "traffic-bad": ({ text }) =>
    text === ""
      ? "Say what goes through the tunnel: all, all4, vpn, or networks such as 10.0.0.0/8."
      : `${said(text)} is not a network. What will do: all, all4, vpn, or networks such as 10.0.0.0/8, with commas.`,
  "traffic-host-bits": ({ text, would }) =>
    `${text} is an address inside a network, not the network. The network is ${would}.`,
  "traffic-no-network": () =>
    "The server's file names no network of the tunnel (Address). Type the networks themselves, or all.",

  "dns-empty": () => "Type the address of a resolver, or none to leave the device's own as it is.",
  "dns-bad": ({ text }) =>
    `${said(text)} is not the address of a resolver. What will do: 1.1.1.1, several with commas, or none.`,
  "dns-many": ({ count, most }) => `${count} resolvers are too many: at most ${most} will do.`,
  "dns-special": ({ address, what }) =>
    `${said(address)} ${SPECIAL[what]}: the device would ${what === "loopback" ? "ask itself" : "get no answer"}. What will do: 1.1.1.1, several with commas, or none.`,
  "dns-nobody": ({ address }) =>
    `Nothing on this server listens on ${address}, port 53: with the tunnel on, the device would find no names.`,
  "dns-family": ({ address, family }) =>
    `The device has no ${family} address in the tunnel, and ${address} would be asked through it: no name would be found.`,
  "dns-outside": ({ address }) =>
    `${address} is private and not among what goes through the tunnel: the device would look for it in its own network.`,

  "endpoint-empty": ({ port }) =>
    `The device must know where to call: the server's public address or name, a colon, and the port${port === null ? "" : ` (${port})`}.`,
  "endpoint-scheme": ({ would }) => `An endpoint has no scheme and no path. What will do: ${would}`,
  "endpoint-no-port": ({ would }) => `The port is missing. What will do: ${would}`,
  "endpoint-port": ({ port }) => `${said(port)} is not a port. Ports are numbers from 1 to 65535.`,
  "endpoint-bare-ipv6": ({ would }) =>
    `An IPv6 address needs brackets here, or nobody can tell where it ends and the port begins. What will do: ${would}`,
  "endpoint-underscore": ({ host }) =>
    `${host} has a _ in it, and the WireGuard app on Android refuses such names. Use a name without it, or the address.`,
  "endpoint-not-ascii": ({ host, sign, would }) =>
    `${host} holds ${sign}, which the apps on the phones refuse. ${would === null ? "Use a name of a-z, 0-9 and -, or the address." : `The same name as DNS writes it: ${would}`}`,
  "endpoint-sign": ({ host, sign }) =>
    `${said(host)} holds "${sign}", which no host name may have. Letters, digits, - and dots will do.`,
  "endpoint-host": ({ host }) =>
    `${said(host)} is not a host name: between dots stand 1 to 63 letters, digits or -, with no - at either end.`,
  "endpoint-address": ({ host }) =>
    `${said(host)} is not an address. What will do: 203.0.113.5:47770, [2001:db8::1]:47770, or a name.`,
  "endpoint-special": ({ host, what }) =>
    `${said(host)} ${SPECIAL[what]}: nobody can call this server there. What is needed is its address or name as it is reached from outside.`,
  "endpoint-private": ({ host }) =>
    `${host} is a private address: it is reached only from the same network. From outside, the router's public address is needed.`,
  "endpoint-local-name": ({ host }) =>
    `${host} looks like a name known only in the local network. From outside, a public name or address is needed.`,
  "endpoint-in-tunnel": ({ host }) =>
    `${host} is inside the tunnel: the device would need the tunnel to reach it. Use the server's address outside.`,
  "endpoint-other-port": ({ port, listenPort }) =>
    `The server listens on ${listenPort}, not on ${port}. That is right only where a router forwards ${port} to ${listenPort}.`,
  "endpoint-random-port": () =>
    "The server's file has no ListenPort: the port is another one after each start, and what is written here stops being true.",
  "endpoint-unknown": () =>
    "This machine has no public address of its own, so nothing can be suggested. Behind a router: the router's public address or name, and the port that it forwards.",

  "server-key-bad": ({ length }) =>
    length === 0
      ? "The device needs this server's public key: 44 characters with = at the end. On the running server, wg show prints it."
      : `${notAKey(length)} On the running server, wg show prints the key.`,
  "server-key-peer": (whose) =>
    `That is the key of ${peer(whose)}, not the server's. On the running server, wg show prints its own.`,
  "server-key-unsure": ({ path }) =>
    `Taken from ${path}. Compare it with what wg show prints on the running server: the file could be for another one.`,

  "keepalive-bad": ({ text }) =>
    text === ""
      ? "Say after how many seconds of silence it sends: 1 to 65535, 25 as a rule, or off."
      : `${said(text)} is not a number of seconds. What will do: 1 to 65535 without a unit, 25 as a rule, or off.`,
  "keepalive-zero": () => "Zero seconds would mean that nothing is sent. Write off, so that it reads as what it does.",
  "keepalive-range": ({ text }) => `${text} is out of range. What will do: 1 to 65535 seconds, 25 as a rule, or off.`,
  "keepalive-long": ({ seconds }) =>
    `${seconds} s hold no NAT open that forgets after 30 s, and after so long a silence each packet may cost a whole handshake. 25 is usual.`,

  "keys-empty": () =>
    "Paste the device's public key: 44 characters with = at the end. Or write new, and the key is made here.",
  "keys-bad": ({ length }) => `${notAKey(length)} Paste the public key, or write new.`,
  "keys-zero": () =>
    "A key of zeros belongs to nobody, and Windows refuses it. Paste the public key that the device shows.",
  "keys-private-server": () =>
    "That is this server's private key. It must not leave the server's file. What belongs here is the device's public key.",
  "keys-private-peer": (whose) =>
    `That is the private key of ${peer(whose)}. A public key belongs here, and one that is not in the file yet.`,
  "keys-preshared": (whose) =>
    `That is the preshared key of ${peer(whose)}, a secret. What belongs here is the device's public key.`,
  "keys-server": () => "That is this server's own public key. WireGuard would ignore such a peer; paste the device's.",
  "keys-taken": (whose) =>
    `That key is already the one of ${peer(whose)}. Two blocks with one key become one peer: each device needs its own.`,

  "keys-live": ({ interfaceName }) =>
    `A peer with that key runs on ${interfaceName} already, though it is not in the file. Each device needs a key of its own; wg-wizard apply would take that peer off.`,

  "psk-bad": ({ text }) =>
    text === ""
      ? "Say yes, no, or which file holds the key: ./psk.key"
      : `${said(text)} is neither yes nor no, nor the path of a file. What will do: yes, no, ./psk.key`,
  "psk-secret": () =>
    "That looks like the secret itself, and secrets are not typed here. Put it into a file and give the file's path, or write yes.",
  "psk-file-unreadable": ({ path }) =>
    `${path} could not be read. Give the path of a file that holds one preshared key, or write yes.`,
  "psk-file-no-key": ({ path }) =>
    `${path} holds something other than one key. It should be 44 characters, as wg genpsk prints them.`,

  "save-empty": ({ would }) => `Say where: ${would}, or none to keep no copy.`,
  "save-sign": ({ sign }) => `The path holds ${sign}, which cannot be seen when it is printed. Leave it out.`,
  "save-relative": ({ would }) =>
    `Nobody can tell from here which folder that is in. What will do: a bare name, or a whole path such as ${would}`,
  "save-ending": ({ text, would, inside }) =>
    inside === null
      ? `The apps and wg-quick take a file that ends in .conf. What will do: ${would}`
      : `The apps and wg-quick take a file that ends in .conf. If ${text} is a folder: ${inside}, else ${would}`,
  "save-taken": ({ path, would }) => `${path} is there already and is not overwritten. Free is ${would}`,
  "save-name": ({ base, would }) =>
    `The apps name the tunnel after the file, and ${base} will not do for them: at most 15 of A-Z a-z 0-9 _ = + . -. They would take ${would}`,

  "save-config-bad": ({ text }) =>
    text === ""
      ? "Say off, and the file stays as it is, or keep, and wg-quick goes on rewriting it."
      : `${said(text)} is neither off nor keep. What will do: off or keep.`,
  "save-config-lost": ({ interfaceName, mangled }) =>
    `SaveConfig = true: when ${interfaceName} stops or restarts, wg-quick rewrites this file from what runs. Lost: every comment, names too; switched-off peers; edits not loaded.${mangled ? ` Broken (bash 5.2 and newer): hooks with &.` : ""}`,

  "no-forwarding": ({ name, goal, families }) =>
    ({
      internet: `This server does not forward ${FAMILIES[families]}: ${name} would connect and have no internet.`,
      networks: `This server does not forward ${FAMILIES[families]}: ${name} would connect and not reach the networks beyond it.`,
      lan: `This server does not forward ${FAMILIES[families]}: only the server itself would reach the networks behind ${name}.`,
    })[goal],
  "no-masquerade": ({ name, goal }) =>
    goal === "internet"
      ? `No masquerade was found on this server: packets of ${name} would go out, but no answer from the internet would find its way back.`
      : `No masquerade was found on this server: the networks beyond it need a route back to ${name}, or no answer will come.`,
  "save-config-kept": ({ interfaceName, runs, mangled }) =>
    ({
      loaded: `SaveConfig = true stays: when ${interfaceName} stops or restarts, all names are lost. What is loaded survives that.`,
      down: `SaveConfig = true stays: ${interfaceName} is down and starts with all of this, but all names are lost when it stops again.`,
      stranger: `SaveConfig = true stays, and ${interfaceName} runs with another key: when it stops, wg-quick writes that over this file, and this change is lost.`,
      unknown: `SaveConfig = true stays: if ${interfaceName} runs, stopping it rewrites the file without names, and without this change unless it is loaded.`,
    })[runs] + (mangled ? ` Hooks with & are broken then (bash 5.2 and newer): ${interfaceName} would not start.` : ""),
  "loading-cuts-session": ({ interfaceName, name }) =>
    name === null
      ? `Your SSH connection comes from a network that this leads into ${interfaceName}: it may break off. Have another way in at hand.`
      : `Your SSH connection comes through ${name} of ${interfaceName}: this cuts it off. Have another way in at hand.`,
  "loading-takes": ({ networks, who }) =>
    `${networks}: held by ${who} on the running interface, and taken from there, since the file gives it to another peer.`,
  "loading-unrouted": ({ networks, interfaceName }) =>
    `${networks} is not routed to a running interface. At the next start of ${interfaceName} wg-quick does it, and the server's own traffic goes to that peer, its answers over SSH too.`,
  "loading-lead-nowhere": ({ networks, interfaceName }) =>
    `wg-quick leads the server's own traffic (${networks}) into ${interfaceName}, and goes on until wg-quick down ${interfaceName}: without this peer it arrives nowhere, answers over SSH among it.`,
  "loading-machine": ({ network, other, device, interfaceName }) =>
    `${network} lies in ${other} on ${device} of this machine. No route to ${interfaceName} is made for it now; at the next start wg-quick makes it or fails, and the server may lose its own network.`,
  "loading-ipv6-off": ({ networks }) =>
    `IPv6 is off on this machine: ${networks} gets no route now, and wg-quick up would fail at it.`,
  "loading-asks": ({ hosts }) =>
    `To load this, wg asks DNS for ${hosts}. Without an answer it tries for some seconds and refuses the peer.`,
  "loading-save-config": ({ count, interfaceName }) =>
    count === 1
      ? `SaveConfig = true: a peer that runs alone is meant to be written into the file when ${interfaceName} stops. Taken off now, it is lost.`
      : `SaveConfig = true: peers that run alone are meant to be written into the file when ${interfaceName} stops. Taken off now, these ${count} are lost.`,
  "loading-port": ({ port, running, interfaceName }) =>
    `${interfaceName} moves from port ${running ?? "?"} to ${port}: a device whose file names the old one cannot connect until its Endpoint is changed.`,
  "rotate-gone": ({ name }) => `${name} is not in the file any more with the key it had. Nothing is written.`,
  "rotate-ends-old": ({ name, later }) =>
    later
      ? `The old key ends once this is loaded, not before. From then on the device of ${name} gets no answer until it has the new file.`
      : `The old key ends with this: from then on the device of ${name} gets no answer until it has the new file.`,
  "rotate-owned": ({ tool }) =>
    `${tool} writes this file anew from its own list of peers, and brings the old key back then. Make the new keys there instead.`,
  "rotate-dialed": ({ name, endpoint }) =>
    `The server calls ${name} at ${endpoint}; the new file has no ListenPort, so nothing will listen there. Add the line on the device if it had one.`,
  "rotate-unlisted": ({ name }) =>
    `PiVPN's own list, configs/clients.txt, does not have the key of ${name}, and stays as it is: PiVPN will not know the new one.`,
  "rotate-copies": ({ paths }) => `The old key also stands in ${paths}: of no use any more, and left as it is.`,
  "owned-by-tool": ({ tool, where, folder }) =>
    where === "web"
      ? `${tool} writes this file anew from its own list of peers, and what is added here is lost then. Add the peer on the web page of ${tool} instead.`
      : `${tool} writes this file anew from ${folder ?? "files of its own"}, and what is added here is lost then. Add the peer there instead.`,
  "pivpn-list": ({ name, addresses, taken }) =>
    taken
      ? `PiVPN's own list, configs/clients.txt, has a client ${name} already. This peer is not put there: PiVPN cannot remove it, and may give ${addresses} to another client.`
      : `PiVPN goes by a list of its own, configs/clients.txt, and does not look into this file: it will not list ${name}, and may give ${addresses} to another client.`,
};

/** Of a text of this length that is no key: what is wrong with it, as far as its length tells. */
function notAKey(length: number): string {
  return length === 44
    ? "That is as long as a key and yet none: it is of A-Z a-z 0-9 + / with one = at the end, and a sign is mistyped."
    : `That is not a key: it has ${characters(length)}; a key has 44, of A-Z a-z 0-9 + / with = at the end.`;
}

/** Typed text within a sentence; signs alone would be read as the sentence's own. */
function said(text: string): string {
  return /[\p{L}\p{N}]/u.test(text) ? text : `“${text}”`;
}
