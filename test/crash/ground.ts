/**
 * A server's folder as an admin's machine may have it: the file of another user, reached through a link, with odd
 * spacing, a byte that is no UTF-8 and no line end at its end. It is laid out anew for each run, in the same folders.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const SERVER_KEY = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";

export const OLD = Buffer.from(
  `[Interface]
Address = 10.77.0.1/24
ListenPort=51820
PrivateKey = ${SERVER_KEY}
# clients dial vpn.example.org:51820
# Z\xfcrich\t

[Peer]
# friendly_name = anna
PublicKey  =  xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=
AllowedIPs = 10.77.0.2/32`,
  "latin1",
);

/** Whose file it is: nobody's on this machine. */
const OWNER = 1234;

export interface Standing {
  /** Below the ground's folder. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  readonly mode: number;
  readonly owner: number;
  /** Byte text; empty for what is no file. */
  readonly text: string;
}

export interface Ground {
  readonly folder: string;
  /** What `-i` names: a link to `target`. */
  readonly conf: string;
  readonly target: string;
  readonly clients: string;
  /** The note in /run of who holds the lock. */
  readonly note: string;
  reset(): void;
  /** Remembers all that stands there now, to be laid out again by `again`. */
  keep(): void;
  again(): void;
  now(): readonly Standing[];
  /** The same for two grounds with the same files, rights and texts, wherever they lie. */
  fingerprint(): string;
  remove(): void;
}

export function ground(): Ground {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wg-wizard-ground-")));
  const kept = `${folder}.kept`;
  const [etc, srv] = [join(folder, "etc"), join(folder, "srv")];
  mkdirSync(etc, { mode: 0o700 });
  mkdirSync(srv, { mode: 0o700 });
  const { dev, ino } = statSync(srv);
  const note = `/run/wg-wizard-${dev}-${ino}.json`;
  const [conf, target] = [join(etc, "wgtest.conf"), join(srv, "gate.conf")];
  const empty = () => {
    for (const place of [etc, srv]) {
      for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true });
    }
    rmSync(note, { force: true });
  };
  const now = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => standing(folder, path));
  return {
    folder,
    conf,
    target,
    clients: join(etc, "clients"),
    note,
    reset() {
      empty();
      writeFileSync(target, OLD);
      chmodSync(target, 0o600);
      chownSync(target, OWNER, OWNER);
      symlinkSync(target, conf);
    },
    keep() {
      rmSync(kept, { recursive: true, force: true });
      execFileSync("cp", ["-a", folder, kept]);
    },
    again() {
      empty();
      for (const name of ["etc", "srv"]) execFileSync("cp", ["-a", `${join(kept, name)}/.`, join(folder, name)]);
    },
    now,
    fingerprint: () =>
      createHash("sha256")
        .update(JSON.stringify([now(), existsSync(note)]).replaceAll(folder, ""))
        .digest("hex"),
    remove() {
      rmSync(folder, { recursive: true, force: true });
      rmSync(kept, { recursive: true, force: true });
      if (existsSync(note)) rmSync(note);
    },
  };
}

function standing(folder: string, path: string): Standing {
  const found = lstatSync(join(folder, path));
  const kind = found.isFile()
    ? "file"
    : found.isDirectory()
      ? "folder"
      : found.isSymbolicLink()
        ? "link"
        : ("other" as const);
  return {
    path,
    kind,
    mode: found.mode & 0o7777,
    owner: found.uid,
    text: kind === "file" ? readFileSync(join(folder, path), "latin1") : "",
  };
}

/** What is wrong with whose the files are and who may read them; the server's file first. */
export function wrongRights(standings: readonly Standing[]): string[] {
  const wrong: string[] = [];
  for (const { path, kind, mode, owner } of standings) {
    if (kind === "other") wrong.push(`${path} is neither file nor folder`);
    if (kind !== "link" && (mode & 0o077) !== 0) wrong.push(`${path} has mode ${mode.toString(8)}`);
    if (path === "srv/gate.conf" && owner !== OWNER) wrong.push(`${path} belongs to ${owner}`);
  }
  return wrong;
}
