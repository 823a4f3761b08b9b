/** What the checks say, in English. True to wireguard-semantics.md §8. */
import type { Named } from "../../checks/finding.ts";
import type { ChecksWords } from "../checks.ts";
import { number } from "./amounts.ts";
import { troubles } from "./troubles.ts";

const who = ({ name, line }: Named) => name ?? `the peer in line ${line}`;
const Who = (peer: Named) => peer.name ?? `The peer in line ${peer.line}`;
const FAMILIES = { ipv4: "IPv4", ipv6: "IPv6", both: "neither IPv4 nor IPv6" } as const;
const counted = (count: number, one: string, many: string) =>
  count === 0 ? [] : [`${number(count)} ${count === 1 ? one : many}`];

export const checks: ChecksWords = {
  rules: {
    "same-network-twice": {
      title: "The same network at two peers",
      what: ({ network, loser, winner }) => `${network} stands with ${who(loser)} and again with ${who(winner)}.`,
      why: ({ loser, winner }) =>
        `A network belongs to one peer only, to the one loaded last: ${who(winner)} gets the packets for it, ${who(loser)} none, and what ${who(loser)} sends from there is dropped.`,
      mend: () => "Give one of the two an address of its own, here and in the device's file.",
    },
    "peer-has-vpn-network": {
      title: "A peer holds the tunnel's own network",
      what: ({ network, peer, holds, other }) =>
        `${Who(peer)} has ${network}, and that takes in ${holds === "vpn" ? "the whole network of the tunnel" : holds === "server" || other === null ? "the server's own address" : `${who(other)} as well`}.`,
      why: () =>
        "AllowedIPs says what is behind a peer, not where it may go. This one may send as any address there that no other peer has, and gets the packets for it.",
      mend: () =>
        "A device has its one address here, with /32 (in IPv6 /128), and the networks behind it, if there are any. Where it may go, its own file says.",
    },
    "default-route-on-peer": {
      title: "The whole internet behind a peer",
      what: ({ network, peer }) => `${network} stands in the block of ${who(peer)}.`,
      why: () =>
        "It says that the whole internet is behind this peer: at the next start wg-quick sends all traffic of the server itself there, its answers to your SSH too.",
      mend: ({ network }) =>
        `Put the peer's own address here. ${network} belongs in the device's file: there it sends everything through the tunnel.`,
    },
    "forwarding-off": {
      title: "This machine does not forward",
      what: ({ families }) =>
        families === "both"
          ? `This machine forwards ${FAMILIES.both}.`
          : `This machine does not forward ${FAMILIES[families]}.`,
      why: () => "Peers reach the server and nothing beyond it: not the internet, no network behind another peer.",
      mend: ({ families }) =>
        `As root: ${[...(families === "ipv6" ? [] : ["sysctl -w net.ipv4.ip_forward=1"]), ...(families === "ipv4" ? [] : ["sysctl -w net.ipv6.conf.all.forwarding=1"])].join("; ")}. To keep it after a restart, the same setting belongs in a file in /etc/sysctl.d/.`,
    },
    "no-masquerade": {
      title: "Packets do not get past this machine",
      what: ({ what, device }) =>
        what === "device"
          ? `The hook names the interface ${device}, and this machine has none of that name.`
          : what === "rule"
            ? "No masquerade rule was found on this machine, and devices go to the internet through it."
            : "The packet filter drops what is forwarded, and no rule of it names this tunnel.",
      why: ({ what }) =>
        what === "device"
          ? "The rule never matches, so what it is there for does not happen: usually the way to the internet."
          : what === "rule"
            ? "Answers from the internet do not find back to an address that exists in the tunnel alone: connected, and yet no page opens."
            : "Packets from the tunnel to other networks end here.",
      mend: ({ what }) =>
        what === "device"
          ? "ip route shows after “default via … dev” how it is called today; put that name into the hooks."
          : what === "rule"
            ? "A pair of hooks (PostUp with iptables -t nat -A POSTROUTING -o DEVICE -j MASQUERADE, PostDown with -D), or the same in the system's own firewall."
            : "Let it through in the system's firewall, or by a pair of hooks: iptables -A FORWARD -i %i -j ACCEPT, and the same with -o %i.",
    },
    "port-closed": {
      title: "The UDP port is closed",
      what: ({ port, what }) =>
        what === "socket"
          ? `The interface is to listen on UDP port ${port}, and nothing listens there.`
          : `The packet filter drops what it does not name, and no rule of it lets UDP port ${port} in.`,
      why: () => "No device can begin a connection. Neither side says a word: the handshake just never comes.",
      mend: ({ port, what }) =>
        what === "socket"
          ? "Its link is down: wg-quick down and up start it anew."
          : `Let UDP port ${port} in. What a router or the provider's firewall in front of this machine does cannot be seen from here.`,
    },
    "route-missing": {
      title: "Loaded, but without a route",
      what: ({ network, interfaceName }) => `${network} is loaded, and no route leads there through ${interfaceName}.`,
      why: () => "wg makes no routes, only wg-quick up does: what the server sends there goes another way, or nowhere.",
      mend: ({ command }) => `As root: ${command}`,
    },
    "save-config": {
      title: "SaveConfig = true",
      what: ({ interfaceName }) =>
        `SaveConfig = true: whenever ${interfaceName === "" ? "the interface" : interfaceName} goes down, also at a restart, wg-quick writes this file anew.`,
      why: ({ mangled }) =>
        `All comments go, the peers' names with them, and whatever was edited while it ran.${mangled ? " And this machine's bash puts text of its own in the place of each & in the hooks, so that the next start fails." : ""}`,
      mend: () => "SaveConfig = false. It counts at once: the file is read again when the interface goes down.",
    },
    "ipv6-disabled": {
      title: "IPv6 in the file, none on this machine",
      what: ({ entry, key }) => `${key} has ${entry}, and IPv6 is switched off on this machine.`,
      why: () => "The kernel refuses it, and wg-quick up ends there and takes the interface away again.",
      mend: () => "Take the IPv6 part out, or switch it on: sysctl -w net.ipv6.conf.all.disable_ipv6=0.",
    },
    "server-keepalive": {
      title: "PersistentKeepalive in the server's blocks",
      what: ({ peer, seconds }) =>
        `The server is to send to ${who(peer)} after ${seconds} s of silence, and the block has no Endpoint: here it is the device that calls.`,
      why: () =>
        "It is the device's NAT that forgets, and only a packet of the device opens it again. The server can hold a way open, on some routers; at a device that has left it knocks without end, and its packets put off the device's own.",
      mend: () =>
        "Take the line out, and out of the running interface too. Where something must reach the silent device, it belongs in that device's file, in its [Peer].",
    },
    "mtu-too-high": {
      title: "MTU larger than the way out",
      what: ({ mtu, path }) => `MTU = ${mtu}, and the way out of this machine takes packets of ${path} bytes.`,
      why: () => "The tunnel needs 60 to 80 bytes of each packet for itself: small pages load, large ones hang.",
      mend: ({ most }) => `MTU = ${most}, on the devices too; or no line at all: wg-quick then works it out.`,
    },
    "endpoint-name": {
      title: "An Endpoint that is a name",
      what: ({ peer, host }) => `The Endpoint of ${who(peer)} is a name: ${host}.`,
      why: () =>
        "It is looked up once, when the interface starts. If its address changes, the old one is called; if it cannot be looked up, the start waits or fails.",
      mend: () =>
        "A peer that calls in by itself needs no Endpoint here. Else a timer can look it up again: reresolve-dns of wireguard-tools.",
    },
    "endpoint-on-roaming-peer": {
      title: "A device that moves has an Endpoint",
      what: ({ peer, endpoint, now }) =>
        `${Who(peer)} has the Endpoint ${endpoint}${now === null ? "" : `, and was last seen at ${now}`}.`,
      why: () =>
        "It looks like an address from which a device once called, as SaveConfig leaves it behind. Each reload sends the server back to it, wherever the device is by then.",
      mend: () => "If the device calls in by itself, take the line out. If the server is to call it, all is well.",
    },
    "dns-on-server": {
      title: "DNS in the server's file",
      what: () => "DNS stands in the server's own file.",
      why: ({ fails }) =>
        fails
          ? "This machine has no resolvconf, so wg-quick up fails at this line. With it, the server's own name servers would change, not those of the devices."
          : "It changes the name servers of the server itself, not those of the devices.",
      mend: () => "Take the line out. In the devices' files it is right.",
    },
    "key-twice": {
      title: "One PublicKey in two blocks",
      what: ({ loser, winner }) => `The same PublicKey stands with ${who(loser)} and again with ${who(winner)}.`,
      why: () =>
        "One key is one peer: the addresses of the last block replace those of the others. Two devices with one key take the connection from each other.",
      mend: () => "Keep one block. A second device gets a key of its own.",
    },
    "own-key": {
      title: "The server's own key at a peer",
      what: ({ peer }) => `${Who(peer)} has the server's own public key.`,
      why: () => "WireGuard passes over such a block without a word: this peer does not exist.",
      mend: () => "The device's public key belongs here: on the device, wg pubkey makes it of the private one.",
    },
    "private-key-as-public": {
      title: "A private key in the place of a public one",
      what: ({ peer, how }) =>
        how === "hint"
          ? `The PublicKey of ${who(peer)} looks like a private key, and the device has never been here.`
          : `The PublicKey of ${who(peer)} is a private key${how === "equal" ? ": this server's or a device's own" : ": its public half stands in this file too"}.`,
      why: ({ how }) =>
        how === "hint"
          ? "One public key in 16 looks so by chance: it may well be right."
          : "The device can never connect, and a secret stands where it is no secret.",
      mend: ({ how }) =>
        how === "hint"
          ? "Compare it with what wg pubkey makes of the device's private key."
          : "Put its public half here (wg pubkey), better that of a new pair: this private key was shown.",
    },
    "bad-key": {
      title: "A key that is none",
      what: ({ key }) => `What stands behind ${key} is no key.`,
      why: () => "wg refuses the whole file: the interface does not start.",
      mend: () => "A key has 44 characters, as wg genkey, wg pubkey and wg genpsk print them. Copy it anew.",
    },
    "refused-line": {
      title: "A line that is not understood",
      what: (values) =>
        values.fault === "spelling"
          ? `“${values.faultValues.text}” has blanks inside, which wg alone overlooks.`
          : (troubles.faults[values.fault] as (of: object) => string)(values.faultValues),
      why: ({ fault }) =>
        fault === "spelling"
          ? "wg-quick, the apps and other tools do not know the word so."
          : "The whole file is refused: the interface does not start.",
      mend: (values) => (values.fault === "spelling" ? `Write it ${values.faultValues.meant}.` : ""),
    },
    "bad-port": {
      title: "A port that is none",
      what: ({ key, text, becomes }) =>
        becomes === null ? `“${text}” is no port for ${key}.` : `${key} = ${text}: a port is a number from 1 to 65535.`,
      why: ({ key, becomes }) =>
        becomes === null
          ? "wg refuses the whole file: the interface does not start."
          : becomes === 0
            ? key === "ListenPort"
              ? "wg does not mind and takes it for 0: any free port, another one at each start."
              : "wg does not mind and takes it for 0, where nobody listens."
            : `wg does not mind and makes ${becomes} of it.`,
      mend: ({ key }) =>
        key === "ListenPort"
          ? "Write the port that the devices' files call."
          : "Write the port on which that peer listens.",
    },
    "no-listen-port": {
      title: "No ListenPort",
      what: ({ now }) =>
        now === null ? "The file has no ListenPort." : `The file has no ListenPort; just now it happens to be ${now}.`,
      why: () =>
        "Each start, and each reload by wg syncconf, picks another port by chance: then the Endpoint in the devices' files is wrong.",
      mend: () => "ListenPort in [Interface], with the port that the devices' files call.",
    },
    "port-taken": {
      title: "Somebody else has the port",
      what: ({ port, path }) =>
        path === null ? `UDP port ${port} is in use by another program.` : `${path} has ListenPort ${port} too.`,
      why: () => "One port, one listener: the interface that starts second does not come up.",
      mend: ({ path }) =>
        path === null
          ? "ss -lunp shows whose it is. One of the two needs another port."
          : "One of the two needs another port, and its devices have to hear of it.",
    },
    "host-bits": {
      title: "An address where a network is meant",
      what: ({ entry, network }) => `${entry} is an address inside a network, and wg takes it for ${network}.`,
      why: ({ peer, everything }) =>
        everything
          ? "That is the whole internet: wg-quick sends all traffic of the server itself to this peer."
          : `wg says so only in passing: ${who(peer)} gets that whole network.`,
      mend: ({ entry, network, everything }) => {
        const host = `${entry.replace(/\/.*$/, "")}/${entry.includes(":") ? 128 : 32}`;
        return everything
          ? `${host}, if the device alone is meant.`
          : `${host}, if the device alone is meant; ${network}, if that network is behind it.`;
      },
    },
    "outside-network": {
      title: "An address outside the tunnel's network",
      what: ({ entry, peer, networks }) => `${entry} of ${who(peer)} is outside ${networks}.`,
      why: () => "That works: wg-quick up makes a route for it. What is loaded by wg alone has none.",
      mend: () => "Nothing, if it is meant so; else an address of the tunnel's network, here and on the device.",
    },
    "reserved-address": {
      title: "An address that no peer can have",
      what: ({ address, peer, what, network }) =>
        what === "server"
          ? `${Who(peer)} has ${address}, the server's own address.`
          : what === "network"
            ? `${Who(peer)} has ${address}, which stands for the network ${network} itself.`
            : `${Who(peer)} has ${address}, the broadcast address of ${network}.`,
      why: ({ what }) =>
        what === "server"
          ? "The server keeps packets for it to itself: this peer never gets any."
          : "Some systems do not take it for a machine's address, so that there nothing reaches this peer.",
      mend: () => "Give the peer a free address, here and in its own file.",
    },
    "server-lan": {
      title: "A network in which this server is itself",
      what: ({ entry, peer, network, device }) =>
        `${entry} of ${who(peer)} overlaps ${network}, where this machine is itself (${device}).`,
      why: () =>
        "wg-quick up fails there (File exists), or the tunnel takes that network over, and this machine is cut off from it.",
      mend: () => "One of the two networks needs other numbers, or the peer translates its own (NAT).",
    },
    "common-lan": {
      title: "A network that every home router has",
      what: ({ entry, peer }) => `${entry} behind ${who(peer)} is what nearly every home router hands out.`,
      why: () =>
        "A device that is in such a network itself, at home or in a café, cannot reach this one, or loses its own.",
      mend: () => "Nothing for now. If devices travel, rarer numbers save trouble, 192.168.77.0/24 for example.",
    },
    "readable-by-others": {
      title: "Others can read the file",
      what: ({ path, mode }) => `${path} has mode ${mode}: not only its owner may read or change it.`,
      why: () => "It holds the server's private key. Whoever reads that can be the server.",
      mend: ({ path }) => `As root: chmod 600 ${path}`,
    },
    "hook-unpaired": {
      title: "A hook without its counterpart",
      what: ({ command, what }) =>
        what === "undo"
          ? `No hook takes this back at the end: ${command}`
          : `No hook has made what this takes back: ${command}`,
      why: ({ what }) =>
        what === "undo"
          ? "Each restart makes it once more, and it stays when the tunnel is gone."
          : "The command fails, and wg-quick down ends with an error.",
      mend: ({ what }) =>
        what === "undo"
          ? "PostDown gets the same line with -D for -A or -I (nft: delete, ip rule: del)."
          : "Word for word what PostUp makes, with -D for -A or -I.",
    },
    "hash-in-hook": {
      title: "A # inside a hook",
      what: () => "The hook has a # in quotes or inside a word.",
      why: ({ tools }) =>
        `wg-quick ${tools === null ? "before 1.0.20260223" : tools} cuts everything from the # on, before bash sees it: half a command runs, or the start fails.`,
      mend: () => "Put the commands into a script, and let the hook call that.",
    },
    "fixed-interface-in-hook": {
      title: "A hook with the interface's name in it",
      what: ({ text }) =>
        text === "%I" ? "%I stays as it is: only %i becomes the interface's name." : `The hook names ${text} itself.`,
      why: ({ text }) =>
        text === "%I"
          ? "The command gets a name that no interface has."
          : "That works. In a copy of the file under another name it would mean the wrong interface.",
      mend: () => "Write %i.",
    },
    "table-without-routes": {
      title: "Table: routes are left to you",
      what: ({ table, networks, misspelt }) =>
        misspelt
          ? `Table = ${table}: wg-quick knows that word in small letters only.`
          : table === "off"
            ? `Table = off: wg-quick makes no routes, for ${networks} neither.`
            : `Table = ${table}: the routes go into that table, for ${networks} too.`,
      why: ({ misspelt }) =>
        misspelt
          ? "It takes it for the name of a routing table, and wg-quick up fails."
          : "The server's packets find those networks only by routes or rules of your own.",
      mend: ({ table, misspelt }) => (misspelt ? `Table = ${table.toLowerCase()}` : "Nothing, if it is meant so."),
    },
    "preshared-key": {
      title: "A PresharedKey that cannot be right",
      what: (values) => {
        const peer = Who(values.peer);
        if (values.how === "shared") return `${peer} has the same PresharedKey as ${who(values.other)}.`;
        if (values.how === "differs") return `${peer} has another PresharedKey here than in ${values.path}.`;
        return values.how === "server-only"
          ? `${peer} has a PresharedKey here, and none in ${values.path}.`
          : `${peer} has no PresharedKey here, and one in ${values.path}.`;
      },
      why: ({ how }) =>
        how === "shared"
          ? "It works, but what several know is no secret: each of their files gives it away for the others too."
          : "The handshake fails, and neither side says why.",
      mend: ({ how }) =>
        how === "shared"
          ? "wg genpsk makes one for each. It changes here and in the device's file at the same time."
          : "The line must be the same in both files, or missing in both.",
    },
    "ipv4-only-full-tunnel": {
      title: "Everything through the tunnel, but IPv6",
      what: ({ path }) => `${path === "" ? "The file" : path} sends all of IPv4 through the tunnel, and not IPv6.`,
      why: () => "In a network with IPv6 the device goes past the tunnel by it; Android alone closes it then.",
      mend: () => "Add ::/0 to AllowedIPs there, or leave it so knowingly.",
    },
    "unclamped-key": {
      title: "A PrivateKey in another form",
      what: () =>
        "The server's PrivateKey is not written as wg genkey writes keys: some bits that do not count are set.",
      why: () =>
        "It works. But to the kernel it looks new at each reload (wg syncconf), and all connections are made anew then.",
      mend: () => "Write it as interfaces keep it. It is the same key: the devices notice nothing.",
    },
    "owned-by-tool": {
      title: "Another program writes this file",
      what: ({ tool }) => `${tool} makes this file, and makes it anew with each change.`,
      why: () => "What is changed here by hand is gone with its next change.",
      mend: ({ tool, where, folder }) =>
        where === "web"
          ? `Change it on the page of ${tool}.`
          : `Change it in the files from which ${tool} makes this one${folder === null ? "" : `, in ${folder}`}.`,
    },
    "bad-file-name": {
      title: "A file name that wg-quick refuses",
      what: ({ name, long }) =>
        long ? `${name}: an interface's name has 15 characters at most.` : `${name} is no name that wg-quick takes.`,
      why: () => "The file's name is the interface's name, and wg-quick does not start one that is called so.",
      mend: () => "1 to 15 of A-Z a-z 0-9 _ = + . - and then .conf.",
    },
    "two-interfaces": {
      title: "[Interface] stands more than once",
      what: ({ lines }) =>
        `[Interface] stands in this file once more: ${lines.includes(",") ? "lines" : "line"} ${lines}.`,
      why: ({ key, isClient }) =>
        `wg and wg-quick read them as one section${key === null ? "" : `, and of ${key}, which is set differently, the last value counts`}.${isClient ? " The WireGuard app of an iPhone, iPad or Mac refuses such a file." : " Whoever reads only the first one misses the rest."}`,
      mend: () => "Move its lines below the first [Interface] and take the other header out.",
    },
    "hook-fails-when-repeated": {
      title: "A hook that works only once",
      what: ({ command }) => `This fails where it was done before: ${command}`,
      why: () =>
        "After a start that broke off half way, or a crash, it is there already: wg-quick up then fails at this hook and takes the interface away again.",
      mend: () => "Put || true right behind that command.",
    },
  },
  severity: { error: "error", warning: "warning", info: "note" },
  summary: ({ error, warning, info }) =>
    [
      ...counted(error, "error", "errors"),
      ...counted(warning, "warning", "warnings"),
      ...counted(info, "note", "notes"),
    ].join(", "),
  nothing: "Nothing wrong was found.",
  clientFile: "This is a client's file: the rules about servers are not for it.",
  keepaliveRight: {
    title: "No PersistentKeepalive here, and rightly so",
    text: "No block has an Endpoint: the devices call, this server answers. So the one to send is the device: its NAT forgets, and a file tells only the machine that reads it what to do. Set here, the line could hold a way open but never reopen one, and would make the server knock at devices that have left. Where something must reach a silent device, the line belongs in that device's file.",
  },
  line: ({ line }) => `line ${line}`,
  lines: ({ shown, more }) => `lines ${shown}${more > 0 ? ` and ${number(more)} more` : ""}`,
  times: ({ count }) => `${number(count)} times`,
  notLookedAt: "Not looked at:",
  notThisMachine: "This file is not an interface of this machine, so nothing of the machine was held against it.",
  cannotKnow: "What that needs cannot be known here; root sees most.",
  mendable: ({ id }) => `wg-wizard check --mend ${id} shows what mends it, and asks.`,
  unknownRule: ({ id, known }) => `There is no rule ${id}. The rules: ${known}`,
  nothingToMend: ({ id }) => `${id}: nothing to mend, no such finding.`,
  notCertain: ({ id }) => `${id}: what is right here only you can know; it is mended by hand.`,
  stillRefused: ({ line, sentence }) =>
    `Mended so, the file would still be refused, and nothing was written. Line ${line}: ${sentence}`,
  notForFile: "--mend works on an interface of this machine: give it by -i, without a file.",
  mending: {
    title: ({ rule }) => `Mend: ${rule}`,
    confirm: "Mend it so?",
    done: ({ path }) => `Mended: ${path}. wg-wizard undo takes it back.`,
    nothingDone: "Nothing was changed.",
    needsYes: "Nobody is here to be asked: --yes does it, --dry-run shows it.",
    back: "nothing done yet",
    steps: "w does this; each step is shown as it is done",
    nudge: "Enter does nothing here: w does it.",
    running: "step by step",
    refused: "not done",
    mended: "It is mended. u in the list takes it back.",
    more: ({ count }) => `and ${number(count)} more commands of this kind`,
  },
  screen: {
    title: "check",
    notLookedAt: ({ count, own }) =>
      own
        ? `Not looked at: ${counted(count, "rule", "rules")[0]}; wg-wizard check names them, root sees most.`
        : `Not an interface of this machine: ${counted(count, "rule", "rules")[0]} about it not looked at.`,
    looking: "Looking at the file and the machine …",
  },
};
