/** What is said while a first handshake is waited for. In English. */
import type { WaitingWords } from "../waiting.ts";
import { time } from "./amounts.ts";

const udp = ({ port }: { readonly port: number | null }) => (port === null ? "the port" : `UDP ${port}`);
const atStart = ({ port }: { readonly port: number | null }) => (port === null ? "The port" : `UDP ${port}`);

export const waiting: WaitingWords = {
  headlines: {
    waiting: ({ name }) => `Waiting for the first handshake of ${name}.`,
    down: ({ interfaceName }) => `${interfaceName} is down: no device can connect.`,
    stranger: ({ interfaceName, file }) =>
      `${interfaceName} runs with another key than ${file} has: a device made from the file cannot connect to it.`,
    "not-loaded": ({ interfaceName, name }) =>
      `${interfaceName} is up, but does not know ${name}: it is not loaded. wg-wizard apply loads it.`,
    blind: ({ interfaceName }) =>
      `What ${interfaceName} sees cannot be asked here: that takes root and the program wg.`,
    "nothing-accepted": ({ name }) => `Nothing from ${name} has been accepted yet.`,
    "nothing-arrives": ({ name }) => `Nothing gets here from ${name}.`,
    refused: ({ from, interfaceName, name }) =>
      `Packets come from ${from}, and ${interfaceName} refuses them. If that is ${name}, a key is wrong.`,
    unfinished: ({ name, from }) => `${name} begins handshakes from ${from}, and none is finished.`,
    filtered: ({ name, interfaceName }) => `${name} is connected, but ${interfaceName} throws away what it sends.`,
    silent: ({ name }) => `${name} is connected, and silent so far.`,
    connected: ({ name }) => `${name} is connected.`,
    working: ({ name }) => `${name} is connected, and data flows.`,
    unanswered: ({ name }) => `${name} is connected and sends, but nothing of it is answered.`,
    "not-forwarding": ({ name }) => `${name} is connected, but gets no further than this server.`,
    "two-devices": ({ name }) => `Two devices seem to use the key of ${name}.`,
  },
  so: "Most often, in this order:",
  causes: {
    "not-switched-on": () => "The tunnel is not switched on in the app: scanning only adds it.",
    "nothing-to-send": ({ name, url }) =>
      `${name} sends nothing until it has something to send: open ${url === "" ? "a page of this server" : url} on it.`,
    "same-network": () =>
      "The device is in the same Wi-Fi as this server. Switch its Wi-Fi off: some routers do not let their own public address be called from inside.",
    "port-shut": (about) =>
      about.home === ""
        ? `${atStart(about)} is shut: by the provider's firewall (a cloud has one of its own), or by a firewall on this server.`
        : `${atStart(about)} is shut: by a router that does not forward it to ${about.home}, or by a firewall on this server.`,
    endpoint: ({ calls, home }) => {
      if (calls === "") return "The device calls another address or port: look at Endpoint in its file.";
      return `${calls} is not this server as it is seen from outside${home === "" ? "" : ": see the router's page"}.`;
    },
    "server-key": ({ serverKey }) => `PublicKey in the device's file is not this server's, ${serverKey}.`,
    "peer-key": ({ name }) =>
      `The device has an older code of ${name}: each time a peer is added anew, its keys are new. Delete that tunnel in the app and scan the last code.`,
    "preshared-key": () =>
      "The preshared key differs, or only one side has one: scan the last code again, or compare PresharedKey in both files.",
    "answers-lost": ({ from }) =>
      `What this server answers does not reach ${from}: a firewall here or on the way lets packets in, but not out.`,
    "allowed-ips": ({ file, allowed }) =>
      `The device sends from an Address that ${file} does not allow it: AllowedIPs = ${allowed}.`,
    forwarding: () =>
      "Packets go beyond this server only with net.ipv4.ip_forward = 1, and where no firewall stops them.",
    masquerade: () =>
      "What lies beyond knows no way back: that takes masquerade on this server, or a route there to the tunnel's network.",
    "two-devices": ({ two: [one, other] }) =>
      `They take the connection from each other (${one}, ${other}). One key, one device: add the second one as a peer of its own.`,
  },
  wouldBeSeen: "If packets arrive and are not accepted, it is said here: then it is a key.",
  cannotSee: "Whether anything arrives at all cannot be seen here: this server tracks no connections.",
  waiting: "waiting",
  connected: "connected",
  more: "i: why",
  facts: {
    up: ({ interfaceName, name, ...about }) =>
      `${interfaceName} is up, listens on ${udp(about)}, and has loaded ${name}`,
    packets: (about) => `packets to ${udp(about)}`,
    refused: ({ from, times }) => `${times} from ${from}, refused`,
    accepted: ({ from }) => `from ${from}, accepted`,
    noneYet: "none from a new address so far",
    unseen: "cannot be seen here",
    handshake: "handshake",
    begun: ({ times }) => `begun ${times === 1 ? "once" : `${times} times`}, not finished`,
    none: "none",
  },
  cameFrom: ({ name, from, ago, data }) =>
    `${name} connected from ${from}, ${time(ago)} ago${data === null ? "." : `; first data ${data === 0 ? "at once" : `${time(data)} later`}.`}`,
  wasThere: ({ name, from, ago }) =>
    `${name} is connected already: the last handshake was ${time(ago)} ago, from ${from}.`,
  events: {
    begun: ({ from }) => `a handshake is begun from ${from}`,
    connected: ({ from }) => `handshake with ${from}`,
    data: ({ after }) =>
      after === 0 ? "first data, with the handshake" : `first data, ${time(after)} after the handshake`,
    empty: ({ keepalive, after }) =>
      keepalive ? `empty packet: keepalive, ${time(after)} after the last other packet` : "empty packet",
    moved: ({ from, to }) => `it calls from ${to} now, before from ${from}`,
  },
  keepalive: ({ seconds, left }) =>
    `After ${time(seconds)} in which nothing passes either way it sends an empty packet, its keepalive.${left === null ? "" : ` Still ${time(left)}.`}`,
  copy: {
    ask: ({ name, path }) => `${name} has its copy. Keep ${path}?`,
    keep: "keep it: only root can read it",
    away: "move it into backups/; u brings it back",
    kept: ({ path }) => `${path} is kept.`,
    moved: ({ path }) => `${path} is in backups/ now; u brings it back.`,
  },
  endpoint: {
    does: ({ path, file }) =>
      path === null
        ? `Enter makes a new code with it. Nothing is written, and ${file} stays as it is.`
        : `Enter writes it into ${path}, keeps the file as it was in backups/, and shows a new code. ${file} stays as it is.`,
  },
  up: {
    offer: "b runs this:",
    hooks: "The hooks of the file run too:",
    sure: ({ interfaceName }) => `This starts ${interfaceName} for everybody. b once more does it.`,
    running: "is running …",
    said: "It said:",
  },
  leave: "You can leave at any time: the peer stays as it is. Look again later:",
  watch: {
    begin: ({ name, interfaceName, ...about }) =>
      `Waiting for the first handshake of ${name} on ${interfaceName}, ${udp(about)}. Ctrl-C ends it; the peer stays as it is.`,
    until: ({ seconds }) => `It ends after ${time(seconds)}; --timeout sets another time.`,
    noKey: ({ name }) => `${name} has no PublicKey in the file: nobody can connect as it.`,
    needsRoot: "Only root may ask:",
    again: "Look again later:",
    whether: "This waits for the device, and says what is wrong where it does not connect:",
  },
};
