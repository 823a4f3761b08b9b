/** The questions in English. */
import type { QuestionWords } from "../questions.ts";

const who = (name: string | null) => name ?? "the device";
const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
/** Files that this program keeps are known by their names; those of other tools may lie anywhere. */
const isOurs = (path: string) => path.split("/").at(-2) === "clients";

export const questions: QuestionWords = {
  asked: {
    name: {
      title: () => "What is the new peer called?",
      label: "name",
      form: "any text, up to 64 characters",
      help: () =>
        "For people only: WireGuard does not read it. It stands in a comment of the server's file, and the device's file and its tunnel are named after it.",
      flag: "what the peer is called; a name stands only once in the file",
      options: {},
    },
    follow: {
      title: ({ interfaceName }) => `File and ${interfaceName} differ. Which of them is the device made for?`,
      label: "follow",
      form: "file or running",
      help: () =>
        "The device's file holds the server's key, port and network. What stands in the server's file counts from its next start; what runs counts until then.",
      flag: "file or running; needed where the two differ",
      options: {
        file: () => "what the file says: counts from its next start on",
        running: () => "what runs now: counts until it is restarted",
      },
    },
    address: {
      title: ({ name }) => `Which address does ${who(name)} get in the tunnel?`,
      label: "Address",
      form: "addresses, or auto",
      help: () =>
        "It stands in both files: as Address in the device's own, as AllowedIPs in the server's. From this peer the server takes packets of no other sender.",
      flag: "auto, or ADDR,…: its own addresses in the tunnel",
      options: {},
    },
    lan: {
      title: ({ name }) => `Which networks are behind ${who(name)}?`,
      label: "lan",
      form: "CIDR,… or none",
      help: () =>
        "Only for a router or a host with a network of its own: the server then sends it what is for these networks. A phone or a laptop has none.",
      flag: "none, or CIDR,…: networks behind the peer",
      options: {},
    },
    traffic: {
      title: () => "What should go through the tunnel?",
      label: "AllowedIPs",
      form: "all, all4, vpn or CIDR,…",
      help: () =>
        "AllowedIPs in the device's file: what is behind this server, so the device sends it here. Everything else goes its usual way, past the tunnel.",
      flag: "all, all4, vpn, or CIDR,…: what goes through the tunnel",
      options: {
        all: () => "everything, IPv4 and IPv6",
        all4: () => "all of IPv4; IPv6 may go past the tunnel",
        vpn: () => "only the tunnel's own networks",
      },
    },
    dns: {
      title: ({ name }) => `Which resolver does ${who(name)} use?`,
      label: "DNS",
      form: "up to 4 addresses, or none",
      help: () =>
        "Whom it asks for names while the tunnel is on. Once one is set here it gets every query, also where only a part of the traffic goes through the tunnel.",
      flag: "none, or ADDR,…: whom it asks for names",
      options: {
        last: () => "as in the newest file kept with such traffic",
        tunnel: () => "this server: a resolver listens here on port 53",
        cloudflare: () => "a public resolver, run by Cloudflare",
        quad9: () => "a public resolver, run by Quad9",
        none: () => "none: the device keeps the resolver it has",
      },
    },
    endpoint: {
      title: ({ name }) => `Where does ${who(name)} call?`,
      label: "Endpoint",
      form: "HOST:PORT",
      help: () =>
        "This server as it is reached from outside, and its UDP port. Behind a router: the router's public address or name, and the port that it forwards to this server.",
      flag: "HOST:PORT: where it calls this server",
      options: {},
    },
    "server-key": {
      title: () => "What is this server's public key?",
      label: "PublicKey",
      form: "44 characters",
      help: () =>
        "The device knows the server by it. The server's file holds no private key to derive it from, and nothing else found here tells it; on the running server `wg show` does.",
      flag: "the server's public key, where nothing here tells it",
      options: {},
    },
    keepalive: {
      title: ({ name }) => `Should the server be able to reach ${who(name)} while it is silent?`,
      label: "PersistentKeepalive",
      form: "seconds 1-65535, or off",
      help: () =>
        "The router or carrier (NAT) forgets a silent device, some after 30 s, and only a packet from it opens the way again. A device that only calls out does so anyway.",
      flag: "off, or 1-65535 seconds: how it keeps its way open",
      options: {
        "25": () => "yes: after 25 s of silence it sends an empty packet",
        off: () => "no: it only calls out; its radio rests, push may be late",
      },
    },
    keys: {
      title: () => "Who makes the key?",
      label: "keys",
      form: "new, or its public key",
      help: () =>
        "Made here, the private key goes into the device's file and the QR code. Made on the device it never leaves it: then there is no QR code, only a file to fill in.",
      flag: "new, or PUBLICKEY: who makes the key",
      options: {
        new: () => "this program: the file and the QR code are complete",
        device: () => "the device: paste its public key here",
      },
    },
    psk: {
      title: () => "Should the two share a second secret?",
      label: "PresharedKey",
      form: "yes, no or a file",
      help: () =>
        "A preshared key is mixed into the encryption and must be the same on both sides. It still protects traffic recorded today, should the other keys be broken one day.",
      flag: "yes, no, or FILE: a second secret, the same on both sides",
      options: {
        running: () => "the one that the running interface has for it",
        yes: () => "yes: one is made and written into both files",
        no: () => "no: without it",
      },
    },
    save: {
      title: () => "Keep a copy of its file here?",
      label: "save",
      form: "a path, or none",
      help: () =>
        "A copy that only its owner may read (0600); the file can then be shown again later. Where the key is made here, the private key is in it.",
      flag: "none, PATH, or - for stdout: a copy of the device's file",
      options: {
        file: () => "yes: it can be shown again later",
        none: () => "no: it is handed over now, or never",
      },
    },
    "save-config": {
      title: ({ interfaceName }) => `Should wg-quick go on rewriting the file of ${interfaceName}?`,
      label: "SaveConfig",
      form: "off or keep",
      help: () =>
        "Under SaveConfig = true wg-quick writes the file anew from the running interface each time it stops it. Comments are lost then, names among them.",
      flag: "off or keep; needed where the file says SaveConfig = true",
      options: {
        off: () => "set SaveConfig = false in the same write: the file stays",
        keep: () => "leave it: names are lost when the interface stops",
      },
    },
  },
  sources: (source) => {
    switch (source.kind) {
      case "free":
        return "the next free one";
      case "running":
        return "as the running interface has it";
      case "usual":
        return "the usual choice";
      case "server":
        return "from the server's file";
      case "own-address":
        return "this machine's own address and port";
      case "tunnel-resolver":
        return "a resolver listens on this server";
      case "public-resolver":
        return "a public resolver, run by Cloudflare";
      case "network":
        return "the tunnel's network";
      case "last-time":
        return isOurs(source.path) ? `as last time, in ${baseName(source.path)}` : `as in ${source.path}`;
      case "comment":
        return `from the comment in ${baseName(source.path)}`;
      case "settings":
        return `from ${source.path}`;
      case "hook":
        return `from ${source.path}, named by a hook`;
    }
  },
  answer: (id, text) => {
    const word = text.trim();
    if (id === "keys") return word.toLowerCase() === "new" ? "made here" : "made on the device";
    if (id === "psk")
      return { yes: "made here", no: "none", running: "as it runs" }[word.toLowerCase()] ?? baseName(word);
    if (id === "save") return { none: "not kept", "-": "to stdout" }[word.toLowerCase()] ?? baseName(word);
    if (id === "server-key") return `${word.slice(0, 4)}…${word.slice(-5)}`;
    if (id === "lan" && word === "") return "none";
    return word;
  },
};
