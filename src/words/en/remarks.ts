/** What the wizard objects to and warns of, in English: what happened, why, what would do. */
import type { Whose } from "../../wizard/remarks.ts";
import type { RemarkWords } from "../remarks.ts";

const peer = ({ name, line }: Whose) => (name === null ? `the peer in line ${line}` : `${name} (line ${line})`);
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

  "address-empty": () => "An address is needed: type one of the tunnel's network, or auto for the next free one.",
  "address-bad": ({ text }) =>
    `${text} is not an address. What will do: 10.77.0.6, fd77::6, several with commas, or auto.`,
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
  "address-outside": ({ address, networks }) =>
    `${address} is outside the tunnel's own network (${networks}): the server needs a route of its own for it.`,
  "address-ipv6-off": ({ address }) =>
    `IPv6 is switched off on this machine: the server cannot send to ${address}, and wg-quick may fail to start the interface.`,
  "address-full": ({ network }) =>
    `Every address of ${network} is taken. Remove a peer, widen the network, or type an address of another one.`,
  "address-no-network": () =>
    "The server's file names no network to choose from (Address with a length such as /24). Type the address that this peer shall have.",

  "lan-bad": ({ text }) => `${text} is not a network. What will do: 192.168.7.0/24, several with commas, or none.`,
  "lan-host-bits": ({ text, would }) =>
    `${text} is an address inside a network, not the network. The network is ${would}.`,
  "lan-everything": ({ text }) =>
    `${text} is the whole internet: the server would send all its own traffic to this peer, its answers over SSH too. If the peer shall send everything here, that is traffic: all.`,
  "lan-own-address": ({ network }) =>
    `${network} is the peer's own address and is in AllowedIPs already. Networks behind it go here, or none.`,
  "lan-interface": ({ network, other }) =>
    `${network} overlaps the tunnel's own network ${other}: addresses of it that no other peer has would be sent to this one.`,
  "lan-peer": ({ network, other, ...whose }) =>
    `${network} overlaps ${other} of ${peer(whose)}. The longer prefix wins, so each of the two gets only a part.`,
  "lan-stolen": ({ network, ...whose }) =>
    `${network} belongs to ${peer(whose)}. One peer alone can have it: on loading, it is taken from there.`,
  "lan-machine": ({ network, other, device }) =>
    `${network} overlaps ${other} on ${device} of this machine: a route into the tunnel could cut the server off from its own network.`,

  "traffic-bad": ({ text }) =>
    text === ""
      ? "Say what goes through the tunnel: all, all4, vpn, or networks such as 10.0.0.0/8."
      : `${text} is not a network. What will do: all, all4, vpn, or networks such as 10.0.0.0/8, with commas.`,
  "traffic-host-bits": ({ text, would }) =>
    `${text} is an address inside a network, not the network. The network is ${would}.`,
  "traffic-no-network": () =>
    "The server's file names no network of the tunnel (Address). Type the networks themselves, or all.",

  "dns-empty": () => "Type the address of a resolver, or none to leave the device's own as it is.",
  "dns-bad": ({ text }) =>
    `${text} is not the address of a resolver. What will do: 1.1.1.1, fd77::1, several with commas, or none.`,
  "dns-many": ({ count, most }) => `${count} resolvers are too many: at most ${most} will do.`,
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
  "endpoint-port": ({ port }) => `${port} is not a port. Ports are numbers from 1 to 65535.`,
  "endpoint-bare-ipv6": ({ would }) =>
    `An IPv6 address needs brackets here, or nobody can tell where it ends and the port begins. What will do: ${would}`,
  "endpoint-underscore": ({ host }) =>
    `${host} has a _ in it, and the WireGuard app on Android refuses such names. Use a name without it, or the address.`,
  "endpoint-not-ascii": ({ host, sign, would }) =>
    `${host} holds ${sign}, which the apps on the phones refuse. ${would === null ? "Use a name of a-z, 0-9 and -, or the address." : `The same name as DNS writes it: ${would}`}`,
  "endpoint-sign": ({ host, sign }) =>
    `${host} holds "${sign}", which no host name may have. Letters, digits, - and dots will do.`,
  "endpoint-host": ({ host }) =>
    `${host} is not a host name: between dots stand 1 to 63 letters, digits or -, with no - at either end.`,
  "endpoint-address": ({ host }) =>
    `${host} is not an address. What will do: 203.0.113.5:47770, [2001:db8::1]:47770, or a name.`,
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
    `That is not a key: it has ${length} characters, a key has 44, ends in = and is of A-Z a-z 0-9 + /.`,
  "server-key-peer": (whose) =>
    `That is the key of ${peer(whose)}, not the server's. On the running server, wg show prints its own.`,
  "server-key-unsure": ({ path }) =>
    `Taken from ${path}. Compare it with what wg show prints on the running server: the file could be for another one.`,

  "keepalive-bad": ({ text }) =>
    `${text} is not a number of seconds. What will do: 1 to 65535 without a unit, 25 as a rule, or off.`,
  "keepalive-zero": () => "Zero seconds would mean that nothing is sent. Write off, so that it reads as what it does.",
  "keepalive-range": ({ text }) => `${text} is out of range. What will do: 1 to 65535 seconds, 25 as a rule, or off.`,
  "keepalive-long": ({ seconds }) =>
    `${seconds} s hold no NAT open that forgets after 30 s, and after so long a silence each packet may cost a whole handshake. 25 is usual.`,

  "keys-empty": () =>
    "Paste the device's public key: 44 characters with = at the end. Or write new, and the key is made here.",
  "keys-bad": ({ length }) =>
    `That is not a key: it has ${length} characters; a key has 44, of A-Z a-z 0-9 + / with = at the end. Paste the public key, or write new.`,
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

  "psk-bad": ({ text }) =>
    `${text === "" ? "Nothing" : text} is neither yes nor no, nor the path of a file. What will do: yes, no, ./psk.key`,
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
  "save-ending": ({ would }) => `The apps and wg-quick take a file that ends in .conf. What will do: ${would}`,
  "save-taken": ({ path, would }) => `${path} is there already and is not overwritten. Free is ${would}`,
  "save-name": ({ base, would }) =>
    `The apps name the tunnel after the file, and ${base} will not do for them: at most 15 of A-Z a-z 0-9 _ = + . -. They would take ${would}`,

  "save-config-bad": ({ text }) => `${text === "" ? "Nothing" : text} is neither off nor keep.`,
  "save-config-lost": ({ interfaceName }) =>
    `SaveConfig = true: when ${interfaceName} stops or restarts, wg-quick rewrites this file from what runs. Lost: every comment, names too; switched-off peers; edits not loaded.`,

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
  "save-config-kept": ({ interfaceName }) =>
    `SaveConfig = true stays: when ${interfaceName} stops or restarts, the file is rewritten and loses this peer's name, and the peer itself if it was not loaded.`,
  "route-missing": ({ networks, interfaceName }) =>
    `Loading sets no routes: until ${interfaceName} is restarted, ${networks} needs one (ip route add … dev ${interfaceName}).`,
};
