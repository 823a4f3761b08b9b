/**
 * A small plan for tests of carrying one out: one line more in the server's file, one client's file.
 */
import type { Plan, Side, Step } from "../../src/plans/plan.ts";

/** Whom the plan adds; the texts given may name it. */
export const PUBLIC_KEY = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";

const side = (path: string): Side => ({ path, fileName: path, lines: [] });

export function planFor(server: string, client: string, before: string, after: string): Plan {
  const steps: readonly Step[] = [
    { id: "lock", path: server },
    { id: "compare", path: server },
    { id: "backup", path: server },
    { id: "create", path: client },
    { id: "write", path: server, lines: 1, gone: 0 },
  ];
  return {
    kind: "add",
    peer: { name: "anna", publicKey: PUBLIC_KEY },
    tunnelName: "anna",
    sides: {
      server: side(server),
      client: side(client),
      subject: {
        name: "anna",
        interfaceName: "wg0",
        addresses: "",
        lan: "",
        traffic: null,
        endpoint: null,
        listenPort: null,
        dns: "",
        mtu: null,
        keepalive: null,
      },
    },
    files: [
      { kind: "edit", path: server, before, after, edits: [] },
      { kind: "create", path: client, text: "# client\n", secret: true },
    ],
    steps,
    loading: null,
    warnings: [],
    code: null,
    clientText: "# client\n",
  };
}
