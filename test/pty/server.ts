/** A server's folder of its own for the real program to work on. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ServerFolder {
  readonly path: string;
  /** The file as it was written. */
  readonly before: string;
  now(): string;
  /** Every file below the folder, by its relative path. */
  files(): string[];
  remove(): void;
}

const TEXT = `[Interface]
Address = 10.77.0.1/24
ListenPort = 51820
PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=
# clients dial vpn.example.org:51820

[Peer]
# friendly_name = anna
PublicKey = xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=
AllowedIPs = 10.77.0.2/32

[Peer]
# friendly_name = boris
PublicKey = TrMvSoP4jYQlY6RIzBgbssQqY3vxI2Pi+y71lOWWXX0=
AllowedIPs = 10.77.0.3/32
`;

export function serverFolder(): ServerFolder {
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-server-"));
  mkdirSync(join(folder, "wireguard"), { mode: 0o700 });
  const path = join(folder, "wireguard", "wgtest.conf");
  writeFileSync(path, TEXT, { mode: 0o600 });
  return {
    path,
    before: TEXT,
    now: () => readFileSync(path, "utf8"),
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
