/** The lessons' words in English. */
import type { LessonWords } from "../lesson.ts";

const SIDES = { device: "the device", server: "the server" } as const;
const interval = (seconds: number | null) => (seconds === null ? "none" : `${seconds} s`);

export const lesson: LessonWords = {
  title: "Lesson",
  freeTitle: "Free play",
  of: ({ at, all }) => `${at} of ${all}`,
  scenes: {
    begin: "Who can begin",
    silence: "Silence, and who needs nothing",
    device: "25 on the device",
    server: "25 on the server",
    gone: "The device that left",
    who: "Who needs it",
  },
  parts: {
    begin: {
      question:
        "The tunnel on the device has not been switched on yet. On the server somebody pings the device. What leaves the server?",
      told: `The server's block has no Endpoint: where the device is, it learns from the device's own packets. Until one comes, Linux refuses to send (ping says "Destination address required"). Only the device can begin.`,
    },
    silence: {
      question:
        "The device opens a page through the tunnel, then both are silent for a minute. The router forgets after 30 s. The server pings the device. Does it arrive?",
      told: "The device got data and had nothing to send: after 10 s it sent a receipt, as WireGuard always does. Then there was silence, and 30 s later the router had forgotten. What comes from outside now is for nobody it knows.",
    },
    page: {
      question: "Now the device opens another page. Does that work, and will the server's ping arrive after it?",
      told: "At once: the packet from inside opens a new way in, and through it the ping arrives too. A device that only calls out opens the way itself each time: it needs no PersistentKeepalive.",
    },
    device: {
      question:
        "Now PersistentKeepalive = 25 stands in the device's file. A page, a minute of silence, then the server pings. Does it arrive?",
      told: "After 25 s in which nothing passed either way, the device sends one empty packet. The way in never has less than 5 s left. A file tells the machine that reads it what to do: this line made the device send.",
    },
    server: {
      question:
        "The line goes out of the device's file and into the server's block. A page, a minute of silence, then the server pings. Does it arrive?",
      told: "Now the server sends, and this router renews a way in for packets from outside too. Not every router does: RFC 4787 asks for it with packets from inside, with those from outside it is only allowed.",
    },
    restart: {
      question:
        "The device's router restarts, and its table is empty. The server still has its line, and pings the device. Does it arrive?",
      told: "And so it stays until the device itself sends something: whatever the server sends ends at the router. The server can hold a way open, but it can never open one.",
    },
    moved: {
      question: "Back to 25 in the device's file, and the router restarts again. When will the way in be open again?",
      told: "With the device's next keepalive, 25 s later at most. Only a packet from inside opens the way, so the line belongs in the file of the machine that is inside.",
    },
    gone: {
      question:
        "25 stands in the server's block. The device left three minutes ago and will not come back. What does the server do now?",
      told: "A handshake about every 5 s, 20 of them, 25 s of pause, and again, as long as the interface is up: about 2.4 MB a day. They go to the device's last address, which may be somebody else's by now.",
    },
    phone: {
      question:
        "A phone that browses: it calls out itself, and nothing has to reach it while it is silent. Where does PersistentKeepalive belong?",
      told: "It opens the way itself each time, and its radio may rest meanwhile. If messages have to reach it through the tunnel, 25 in its own file is right.",
    },
    nas: {
      question: "A NAS behind a router, and you log in to it by SSH through the server. Where does the line belong?",
      told: "The NAS is the one inside, and its router forgets it while it is silent: so the NAS has to send.",
    },
    "home-server": {
      question:
        "A server behind a router without a forwarded port. It dials a peer that everybody can call: its block has that peer's Endpoint. Where does the line belong?",
      told: "Here the server is the one inside. With a forwarded port it would not need the line. The rule for all three: the side that gets forgotten sends.",
    },
  },
  answers: {
    yes: "yes",
    no: "no",
    ping: "the ping, encrypted for the device",
    handshake: "a handshake, to wake the device",
    nothing: "nothing",
    never: "not before somebody does something",
    "within-25": "within 25 s",
    "at-rekeying": "at the next handshake, up to two minutes later",
    stops: "it tries a few times, then it stops",
    "goes-on": "it tries again and again, without end",
    nowhere: "nowhere",
    "device-file": "in its own file",
    "peer-file": "in the peer's file",
    "server-block": "in the server's block",
  },
  verdict: {
    right: ({ right }) => `As you said: ${right}.`,
    other: ({ right }) => `It is otherwise: ${right}.`,
  },
  clock: { paused: "paused", times: (times) => `x${times}` },
  nodes: {
    device: "device",
    server: "server",
    peer: "peer",
    gone: "device: gone",
    elsewhere: "device, elsewhere",
    router: "router (NAT)",
    forwarding: "router, port open",
  },
  keepalive: (seconds) => (seconds === null ? "no keepalive" : `keepalive = ${seconds}`),
  keepaliveAsked: "keepalive = ?",
  forgets: ({ forgets }) => (forgets === "linux" ? "forgets: 30/120 s" : `forgets after ${forgets} s`),
  forgetsOutward: ({ forgets }) => `${forgets === "linux" ? "30/120" : forgets} s, renewed outward`,
  wayIn: {
    label: "way in",
    none: "none: what comes from outside ends here",
    forwarded: ({ outside }) => `${outside} is forwarded: open to everybody, always`,
    left: ({ seconds }) => `${seconds} s`,
  },
  knows: ({ endpoint, age }) =>
    endpoint === null
      ? "the server knows no address of the device, and has no key"
      : `the server sends to ${endpoint}, ${age === null ? "and has no key yet" : age >= 180 ? "its key has expired" : `its key is ${age} s old`}`,
  happened: "what happened",
  sent: ({ device, server, octets, peer }) =>
    `sent: ${peer ? "peer" : "device"} ${device}, server ${server}, ${octets} bytes`,
  packets: {
    "no-session": "handshake",
    rekey: "handshake",
    "last-minute": "handshake",
    "no-answer": "handshake",
    retry: "handshake",
    response: "reply",
    confirm: "confirmed",
    keepalive: "keepalive",
    receipt: "receipt",
    ping: "ping",
    request: "request",
    answer: "answer",
    stream: "data",
  },
  why: {
    "no-session": () => "there is no valid key",
    rekey: () => "its key is older than 120 s",
    "last-minute": () => "its key is older than 165 s",
    "no-answer": () => "nothing came back for 15 s",
    retry: ({ attempt }) => `try ${attempt}: still no reply`,
    response: () => "the handshake's other half",
    confirm: () => "the first with the new key",
    keepalive: ({ seconds }) => `PersistentKeepalive = ${seconds ?? "off"}`,
    receipt: () => "data came, 10 s nothing to send",
    ping: () => "the server calls",
    request: () => "calls the server",
    answer: () => "back by the same way",
    stream: () => "a download",
  },
  lost: {
    "device-router": "lost: no way in at the router",
    "server-router": "lost at the server's router",
    "no-network": "lost: it is in no network",
    nobody: "lost: nobody is there any more",
    "no-key": "dropped: no key there opens it",
  },
  events: {
    opened: ({ inside, server }) =>
      server ? "the server's router opens a way in" : `the router opens a way in to ${inside}`,
    forgotten: ({ server }) => `${server ? "the server's router" : "the router"} forgets: the way in is closed`,
    gaveUp: {
      device: "the device gives up for now, what waited is lost",
      server: "the server gives up for now, what waited is lost",
    },
    keysWiped: { device: "the device wipes its old keys", server: "the server wipes its old keys" },
    endpoint: {
      device: ({ endpoint }) => `the device now sends to ${endpoint}`,
      server: ({ endpoint }) => `the server now sends to ${endpoint}`,
    },
    stuck: {
      device: ({ count }) => `the device knows no address: nothing leaves (${count})`,
      server: ({ count }) => `the server knows no address: nothing leaves (${count})`,
    },
    done: {
      keepalive: "PersistentKeepalive is changed",
      "router-restarts": "the device's router restarts: its table is empty",
      "server-restarts": "the server restarts: keys and address are gone",
      "device-leaves": "the device leaves its network",
      "device-returns": "the device is back, with a new address",
    },
  },
  knobs: {
    device: "keepalive, device",
    server: "keepalive, server",
    forgets: "router forgets",
    renewed: "renewed by packets",
    devicePlace: "the device is",
    serverPlace: "the server is",
    serverEndpoint: "server has Endpoint",
    stream: "download running",
    asks: "who pings",
    after: "after silence of",
    meanwhile: "meanwhile",
  },
  values: {
    device: interval,
    server: interval,
    forgets: (value) => (value === "linux" ? "30/120 s (Linux)" : `after ${value} s`),
    renewed: (value) => (value === "both" ? "either way" : "from inside only"),
    devicePlace: (value) => (value === "router" ? "behind a router" : "open to all"),
    serverPlace: (value) => ({ public: "open to all", forwarded: "port forwarded", closed: "behind a router" })[value],
    serverEndpoint: (value) => (value ? "yes" : "no"),
    stream: (value) => (value ? "yes" : "no"),
    asks: (value) => SIDES[value],
    after: (value) => `${value} s`,
    meanwhile: (value) =>
      ({
        nothing: "nothing",
        router: "router restarts",
        server: "server restarts",
        moves: "device moves",
        leaves: "device leaves",
      })[value],
  },
  preset: "Preset",
  presets: {
    plain: { name: "nobody has the line", says: "The device speaks once, then silence. A router forgets after 30 s." },
    outward: {
      name: "outward only",
      says: "25 on the server, and a router that only packets from inside renew. It forgets 30 s after the device's last packet, whatever the server sends.",
    },
    ten: {
      name: "10 against 25",
      says: "10 on the server, 25 on the device: each packet of the server puts the device's own off. With this router nobody gets in for a third of the time.",
    },
    both: {
      name: "both",
      says: "25 on both: the two timers run out together and often both send, twice the packets for nothing. Which of them fires is a race on a real line.",
    },
    "server-restart": {
      name: "the server restarts",
      says: "25 on the device, and the server restarts. A silent device notices at its next handshake only, up to two minutes later: keepalive is no instant repair.",
    },
  },
  freeHelp:
    "Turn the knobs, then say whether the ping will arrive; or let it play and ping, restart and move things yourself.",
  ask: ({ asks, after }) =>
    asks === "server"
      ? `The two exchange packets, then are silent. After ${after} s the server pings the device. Does it arrive?`
      : `The two exchange packets, then are silent. After ${after} s the device pings the server. Does it arrive?`,
  freeTold: {
    arrived: "There was a way for it. The list says who held it open, or who opened it.",
    waits: "It has not left yet: without a valid key it waits for a handshake.",
    "no-address":
      'It never left: that side knows no address to send to (ping: "Destination address required"). Only the other side can begin now.',
    "device-router":
      "It was lost at the device's router: there was no way in, and only a packet from inside opens one.",
    "server-router": "It was lost at the server's router: no port is forwarded there, and no way in was open.",
    "no-network": "The device is in no network: what it sends leaves it nowhere.",
    nobody: "It went to the device's last known address, and the device is not there any more.",
    "no-key":
      "It arrived, but the other side has no key that opens it, as after a restart. The next handshake mends that.",
  },
  addresses: {
    title: "AllowedIPs",
    law: "AllowedIPs says what is behind a peer. On the way out it is a route: the block that holds the destination gets the packet, and the longest prefix wins. On the way in it is a check: the sender's address must belong to the peer that the packet came from.",
    picks: { table: "the file", from: "who sends", source: "from address", target: "to address" },
    tables: {
      sound: "each address in one block",
      longer: "one address inside a network of another",
      stolen: "the same address in two blocks",
      wide: "a network where an address was meant",
    },
    server: "the server",
    blocks: "wg0.conf",
    own: ({ peer }) => `${peer}'s own file`,
    hint: "Where does it go, and who lets it in? Say it to yourself, then Enter sends the packet.",
    stations: {
      outside: ({ at, entry, target }) =>
        `${at}'s file: ${target} is not in ${entry}. The packet does not enter the tunnel; it goes the way it would go without.`,
      enters: ({ at, entry, target }) => `${at}'s file: ${target} is in ${entry}. Into the tunnel, to the server.`,
      "no-block": ({ address }) =>
        `wg0.conf: no block holds ${address}. It is not sent; ping says "Required key not available".`,
      routed: ({ address, owner }) =>
        `wg0.conf: ${address} is in ${owner.entry} of ${owner.peer}. It goes to ${owner.peer}.`,
      "source-held": ({ source, owner }) =>
        `wg0.conf: the sender ${source} is in ${owner.entry} of ${owner.peer}, who sent it. Let in.`,
      "source-refused": ({ source, from, owner }) =>
        owner === null
          ? `wg0.conf: the sender ${source} is in no block. From ${from} it must not come: dropped without a word.`
          : `wg0.conf: the sender ${source} belongs to ${owner.peer} (${owner.entry}), but ${from} sent it: dropped without a word.`,
      "let-in": ({ at, entry, source }) => `${at}'s file: the sender ${source} is in ${entry}. Let in.`,
      "shut-out": ({ at, entry, source }) =>
        `${at}'s file: the sender ${source} is not in ${entry} of the server's block: dropped without a word.`,
      "server-got-it": () => "The server has it: the address is its own.",
      leaves: ({ target }) =>
        `${target} is behind no peer. The server sends it on by its own routes, if it forwards and translates.`,
      arrived: ({ at, target }) => `${at} has it, for ${target}.`,
    },
    beaten: ({ peer, entry, why }) =>
      why === "same"
        ? `${peer} has ${entry} as well; of two equal entries the block loaded last has the address.`
        : `${peer} has ${entry} as well; the longer prefix wins.`,
  },
  plain: {
    goOn: "Enter goes on",
    predict: "What do you say?",
    rightIs: ({ right }) => `Answer: ${right}.`,
  },
};
