/** Where the device calls: Endpoint in its file. */
import { contains, formatAddress, hostOf, isGlobal, parseNetwork } from "../../wireguard/address.ts";
import type { World } from "../../wireguard/world.ts";
import { addressIn, formatEndpoint, readEndpoint } from "../endpoint.ts";
import { dialComment, keptFiles } from "../last-time.ts";
import { nothing, quoted, remark, suggestedFrom, understood } from "../parsed.ts";
import type { Endpoint, Question, SuggestionSource } from "../question.ts";
import type { Remark } from "../remarks.ts";
import { interfaceNetworks, listenPort } from "../server.ts";

/** Endings of names that mean something only inside a home or a company. */
const LOCAL = /(^localhost|\.local|\.lan|\.home|\.internal|\.localdomain|\.home\.arpa|^[^.]+)$/i;

export const endpoint: Question<"endpoint"> = {
  id: "endpoint",
  control: { kind: "text" },
  asked: (_draft, { rotating }) => !rotating?.file,
  suggest(_draft, world) {
    for (const { text, source } of candidates(world)) {
      const read = readEndpoint(text, listenPort(world));
      if (read.ok) return suggestedFrom(formatEndpoint(read.value), source, warningsFor(read.value, world)[0] ?? null);
    }
    return nothing(listenPort(world) === null ? remark("endpoint-random-port", {}) : remark("endpoint-unknown", {}));
  },
  parse(text, _draft, world) {
    const read = readEndpoint(text, listenPort(world));
    return read.ok ? understood(read.value, warningsFor(read.value, world)) : read;
  },
};

/** Every place that may know it, best first. */
function candidates(world: World): { readonly text: string; readonly source: SuggestionSource }[] {
  const kept = keptFiles(world).flatMap(({ path, server }) =>
    server.endpoint === null ? [] : [{ text: server.endpoint, source: { kind: "last-time", path } as const }],
  );
  const comment = dialComment(world.conf);
  return [
    // The plan keeps this line true at every change, so it is never older than a kept file.
    ...(comment === null ? [] : [{ text: comment, source: { kind: "comment", path: world.path } as const }]),
    ...kept,
    ...world.facts.endpoints.map(({ endpoint: text, source: { kind, path } }) => ({
      text,
      source: { kind: kind === "client" ? ("last-time" as const) : kind, path },
    })),
    ...ownAddress(world),
  ];
}

/** The machine's own address that can be called from everywhere, IPv4 before IPv6: more networks can call it. */
function ownAddress(world: World): { readonly text: string; readonly source: SuggestionSource }[] {
  const port = listenPort(world);
  const own = world.facts.addresses.flatMap(({ network }) => parseNetwork(network) ?? []).filter(isGlobal);
  const best = own.find(({ family }) => family === 4) ?? own[0];
  if (port === null || !best) return [];
  return [{ text: formatEndpoint({ host: formatAddress(best), port }), source: { kind: "own-address" } }];
}

function warningsFor(value: Endpoint, world: World): Remark[] {
  const address = addressIn(value);
  const host = quoted(value.host);
  const warnings: Remark[] = [];
  if (address && interfaceNetworks(world).some((network) => contains(network, hostOf(address))))
    warnings.push(remark("endpoint-in-tunnel", { host }));
  else if (address && !isGlobal(address)) warnings.push(remark("endpoint-private", { host }));
  else if (!address && LOCAL.test(value.host)) warnings.push(remark("endpoint-local-name", { host }));
  const port = listenPort(world);
  if (port === null || world.conf.interface.listenPort === null) warnings.push(remark("endpoint-random-port", {}));
  else if (port !== value.port) warnings.push(remark("endpoint-other-port", { port: value.port, listenPort: port }));
  return warnings;
}
