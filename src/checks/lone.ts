/** A file on its own, from standard input or another machine: a World of which nothing but the text is known. */
import { parseConf } from "../wireguard/conf.ts";
import { faultsOf } from "../wireguard/grammar.ts";
import { isKey, publicKeyOf } from "../wireguard/key.ts";
import { NO_FACTS, type World } from "../wireguard/world.ts";

/** `path` is empty for standard input; `text` is byte text. */
export function loneWorld(path: string, text: string): World {
  const conf = parseConf(text);
  const { privateKey } = conf.interface;
  const fileKey = privateKey !== null && isKey(privateKey) ? publicKeyOf(privateKey) : null;
  const name = path.replace(/^.*[/\\]/, "");
  return {
    interfaceName: name.endsWith(".conf") ? name.slice(0, -".conf".length) : "",
    path,
    conf,
    faults: faultsOf(conf),
    running: { kind: "unknown" },
    live: null,
    stranger: false,
    addresses: null,
    session: null,
    fileKey,
    publicKey: fileKey,
    facts: NO_FACTS,
    clients: [],
    clientFileNames: [],
    clientFolder: "",
    demo: false,
  };
}
