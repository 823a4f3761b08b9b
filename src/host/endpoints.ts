/**
 * How clients reach this server, as this program or another tool wrote it down: in the server's file or in the tool's
 * own settings. Best first; nothing here is checked by calling it.
 */
import type { EndpointSource, Facts } from "../wireguard/world.ts";
import type { ToolSettings, Wanted } from "./tool-settings.ts";

type Found = Facts["endpoints"][number];

/** Each endpoint once: from this program's comment in the file, then from what the tools say. */
export function endpointsIn({ path, conf }: Wanted, settings: readonly ToolSettings[]): readonly Found[] {
  const found = new Map<string, EndpointSource>();
  const add = (kind: EndpointSource["kind"], source: string, endpoint: string | null | undefined) => {
    if (endpoint && !found.has(endpoint)) found.set(endpoint, { kind, path: source });
  };
  for (const line of conf.lines) {
    if (line.startsWith("#")) add("comment", path, /^#\s*clients dial\s+(\S+)\s*$/.exec(line)?.[1]);
  }
  for (const one of settings) add("settings", one.path, one.endpoint);
  return [...found].map(([endpoint, source]) => ({ endpoint, source }));
}
