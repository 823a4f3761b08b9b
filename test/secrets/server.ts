/** A server's folder full of secrets, each in a place where somebody's tool or hand has put one. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const OWN = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";
export const ANNA = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";
export const PRESHARED = "FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=";
/** Each stands once in the file, each in another kind of line. */
export const HIDDEN = [
  "CG8LqYIc9PiYPcRVT0ELIAvAdYm/gKmqLHJAkRGAEVc=",
  "oK56DE9Ue9zK76rAc8pBl6opph+1v36lm7cXXsQKrEs=",
  "iHZqx1Gz9hVEH8rJyWy0uTRkNvPZtSpwQWDzXzlqYXE=",
] as const;

export const CONF = `[Interface]
Address = 10.77.0.1/24
ListenPort = 51820
PrivateKey = ${OWN}
# clients dial vpn.example.org:51820
# PrivateKey = ${HIDDEN[0]}

[Peer]
# friendly_name = anna
# -WGP- PrivateKey: ${HIDDEN[1]}
#PresharedKey=${HIDDEN[2]}
PublicKey = ${ANNA}
PresharedKey = ${PRESHARED}
AllowedIPs = 10.77.0.2/32
`;

export interface SecretServer {
  readonly folder: string;
  readonly conf: string;
  write(text: string): void;
  /** The secrets of every file that the program has written. */
  secrets(): string[];
  files(): string[];
  remove(): void;
}

export function secretServer(name: string, text = CONF): SecretServer {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wg-wizard-secrets-")));
  const conf = join(folder, `${name}.conf`);
  const write = (what: string) => {
    writeFileSync(conf, what, { mode: 0o600 });
    chmodSync(conf, 0o600);
  };
  write(text);
  mkdirSync(join(folder, "clients"), { mode: 0o700 });
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  return {
    folder,
    conf,
    write,
    secrets: () => secretsIn(files().map((path) => readFileSync(path, "latin1"))),
    files,
    remove() {
      // A program that has crashed leaves its note of who holds the lock.
      const { dev, ino } = statSync(folder);
      rmSync(`/run/wg-wizard-${dev}-${ino}.json`, { force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The secrets of these files, and those that were put into them by hand. */
export function secretsIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:PrivateKey|PresharedKey)\s*=\s*([A-Za-z0-9+/]{43}=)/gm)].map(([, key = ""]) => key),
  );
  return [...new Set([OWN, PRESHARED, ...HIDDEN, ...found])];
}
