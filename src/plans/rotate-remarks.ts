/** What new keys for a peer mean, and what they do not reach: said in the review. */
import { readable } from "../wireguard/bytes.ts";
import type { Peer } from "../wireguard/conf.ts";
import { publicKeyIn } from "../wireguard/kept.ts";
import { ownerOf } from "../wireguard/owner.ts";
import type { World } from "../wireguard/world.ts";
import { followedBy } from "../wizard/followed.ts";
import { nameFormIn } from "../wizard/name-form.ts";
import { quoted } from "../wizard/parsed.ts";
import type { Answers } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import { rotatedList } from "./rotated.ts";
import { untold } from "./unloaded.ts";

/** The worst first; none for a new peer. */
export function rotateRemarks(answers: Answers, world: World): Remark[] {
  const { peer, file } = followedBy(answers, world).rotating ?? {};
  if (!peer) return [];
  const name = quoted(answers.name);
  const tool = ownerOf(world.conf)?.tool;
  const unlisted = nameFormIn(world) === "pivpn" && rotatedList(peer, "", world).length === 0;
  const copies = world.clients.filter(({ path, conf }) => path !== file?.path && publicKeyIn(conf) === peer.publicKey);
  return [
    { id: "rotate-ends-old", values: { name, later: untold(world) !== null } },
    ...(tool === undefined ? [] : [{ id: "rotate-owned", values: { tool } } as const]),
    ...(file ? [] : dialed(peer, name)),
    ...(unlisted ? [{ id: "rotate-unlisted", values: { name } } as const] : []),
    ...(copies.length === 0
      ? []
      : [{ id: "rotate-copies", values: { paths: copies.map(({ path }) => quoted(path)).join(", ") } } as const]),
  ];
}

function dialed({ endpoint }: Peer, name: string): Remark[] {
  return endpoint === null ? [] : [{ id: "rotate-dialed", values: { name, endpoint: quoted(readable(endpoint)) } }];
}
