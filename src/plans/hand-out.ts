/**
 * The code's picture and the client's file, put where the person behind sudo can fetch them: /etc/wireguard is closed to
 * them. What came of it, and the line that fetches exactly that.
 */
import type { Session } from "../wireguard/world.ts";

export interface HandOut {
  /** The bare name of both files: a tunnel's name. */
  readonly name: string;
  /** The picture as PNG (byte text); null where there is no code. A secret, as the file is. */
  readonly picture: string | null;
  /** The client's file, byte text. */
  readonly file: string;
}

/** Where the two lie now. */
export interface HandedOut {
  readonly folder: string;
  /** Whether that is the user's home, where a fetching program begins to look. */
  readonly home: boolean;
  /** The user whose they are, and who logs in to fetch them. */
  readonly user: string;
  /** Bare names; the picture first where there is one. */
  readonly names: readonly string[];
  /** How this machine was called by SSH; null where the person sits at it, and has nothing to fetch. */
  readonly session: Session | null;
}

export type FetchTool = "scp" | "pscp";

/** What is typed on the person's own machine; pscp fetches one file at a time. */
export function fetchLines({ folder, home, user, names, session }: HandedOut, tool: FetchTool): readonly string[] {
  if (session === null) return [];
  const { server, port } = session;
  const host = `${user}@${server.includes(":") ? `[${server}]` : server}`;
  const call = port === undefined || port === 22 ? tool : `${tool} -P ${port}`;
  const from = (name: string) => `${host}:${home ? "" : `${folder}/`}${name}`;
  return tool === "scp" ? [`${call} ${names.map(from).join(" ")} .`] : names.map((name) => `${call} ${from(name)} .`);
}
