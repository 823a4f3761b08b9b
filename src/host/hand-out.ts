/** Puts the code's picture and the client's file into the home of whoever called sudo; theirs, 0600, never overwriting. */
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import type { HandedOut, HandOut } from "../plans/hand-out.ts";
import { type Host, HostFailure } from "./host.ts";
import { type LoginUser, sudoUser } from "./sudo-user.ts";

/** Names that are tried before it is given up: `anna.png`, `anna-2.png`, …. */
const MOST = 100;

/** Rejects with a HostFailure; then nothing is left there. */
export async function handOut(host: Host, { name, picture, file }: HandOut): Promise<HandedOut> {
  const user = host.demo ? null : await sudoUser(host);
  const folder = user?.home ?? (host.demo ? host.folder : homedir());
  const taken = new Set((await host.files.list(folder)).map((entry) => entry.name));
  for (let number = 1; number <= MOST; number++) {
    const base = number === 1 ? name : `${name}-${number}`;
    const files: readonly (readonly [name: string, text: string])[] = [
      ...(picture === null ? [] : [[`${base}.png`, picture] as const]),
      [`${base}.conf`, file],
    ];
    if (files.some(([one]) => taken.has(one))) continue;
    await written(host, folder, files, user);
    const names = files.map(([one]) => one);
    return {
      folder,
      home: !host.demo,
      user: user?.name ?? userInfo().username,
      names,
      session: host.wireguard.session(),
    };
  }
  throw new HostFailure({ id: "exists", path: join(folder, `${name}.conf`), detail: "EEXIST" });
}

/** All of them or none. */
async function written(
  host: Host,
  folder: string,
  files: readonly (readonly [name: string, text: string])[],
  owner: LoginUser | null,
): Promise<void> {
  const done: string[] = [];
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      await (owner ? host.files.give(path, text, owner) : host.files.create(path, text));
      done.push(path);
    }
  } catch (error) {
    for (const path of done) await host.files.remove(path).catch(() => undefined);
    throw error;
  }
}
