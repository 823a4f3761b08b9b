/** The person behind sudo, as /etc/passwd knows them: what they are to be given must be theirs. */
import type { Host } from "./host.ts";

export interface LoginUser {
  readonly name: string;
  readonly home: string;
  readonly uid: number;
  readonly gid: number;
}

/** The user who called sudo; null where nobody did, or passwd(5) has no home for them. */
export async function sudoUser(
  host: Host,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Promise<LoginUser | null> {
  const name = own["SUDO_USER"] ?? "";
  if (name === "") return null;
  const passwd = await host.files.read("/etc/passwd").catch(() => "");
  const fields = passwd
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.split(":");
  const home = fields?.[5] ?? "";
  if (!/^\/[^/]/.test(home) || home.includes("\0")) return null;
  return { name, home: home.replace(/\/+$/, ""), uid: Number(fields?.[2]), gid: Number(fields?.[3]) };
}
