/**
 * The plan that brings the running interface to the file's state: for all peers and the interface's own settings, or
 * for one peer. It writes no file. What only a down and up can do is told, and not done.
 */
import { configured } from "../wireguard/configured.ts";
import { ownDifferences } from "../wireguard/differences.ts";
import type { World } from "../wireguard/world.ts";
import type { Remark } from "../wizard/remarks.ts";
import { nameIn } from "./called.ts";
import { type Loading, loadingOf, type Touched } from "./loading.ts";
import { loadingRemarks } from "./loading-remarks.ts";
import { type Change, loadingSteps } from "./plan.ts";
import { type Untold, untold } from "./unloaded.ts";

export interface ApplyPlan extends Change {
  readonly kind: "apply";
  /** The one peer that it is about; its name is empty where the file has none. */
  readonly peer: { readonly name: string; readonly publicKey: string } | null;
  /** The server's file. */
  readonly path: string;
  /** The public key of the one peer that it is about; null for everything. */
  readonly only: string | null;
  readonly loading: Loading;
  /** Peers that are taken off: they run, and the file does not have them, or has them switched off. */
  readonly vanish: readonly Vanishing[];
  readonly left: readonly LeftOver[];
  readonly warnings: readonly Remark[];
}

export interface Vanishing {
  readonly publicKey: string;
  /** Of a block that is switched off; else null. */
  readonly name: string | null;
  /** Seconds since 1970; null where there never was one. */
  readonly latestHandshake: number | null;
}

/** What of the file counts only from the next `wg-quick down` and `up` on. */
export type LeftOver =
  | { readonly what: "addresses"; readonly file: readonly string[]; readonly running: readonly string[] }
  | { readonly what: "mtu"; readonly file: string; readonly running: number }
  /** Default routes, which wg-quick alone makes, with rules around them. */
  | { readonly what: "routes"; readonly networks: readonly string[] }
  /** Keys whose effect on what runs cannot be seen: they may have been changed since it started. */
  | { readonly what: "unseen"; readonly keys: readonly string[] };

export type ApplyFound =
  | { readonly kind: "plan"; readonly plan: ApplyPlan }
  /** File and interface agree, as far as this program may change it. */
  | { readonly kind: "same"; readonly left: readonly LeftOver[] }
  | { readonly kind: "untold"; readonly why: Untold }
  /** `wg` would refuse the file. */
  | { readonly kind: "faults" };

/** What brings the whole interface to the file's state. */
export function planApply(world: World): ApplyFound {
  return planned(world, "all", null);
}

/** The same for one peer: it is loaded, changed, or, where the file does not have it, taken off. */
export function planLoad(world: World, publicKey: string): ApplyFound {
  return planned(world, new Set([publicKey]), publicKey);
}

function planned(world: World, touched: Touched, only: string | null): ApplyFound {
  const { conf, path, faults } = world;
  const why = untold(world);
  if (why !== null) return { kind: "untold", why };
  if (faults.length > 0) return { kind: "faults" };
  const loading = loadingOf(world, conf, touched);
  const left = only === null ? leftOver(world) : [];
  if (loading === null || loading.commands.length === 0) return { kind: "same", left };
  const vanish = vanishing(loading, world);
  const plan: ApplyPlan = {
    kind: "apply",
    peer: only === null ? null : { name: nameIn(conf, only) ?? "", publicKey: only },
    path,
    only,
    files: [],
    basis: { path, before: conf.text },
    steps: [{ id: "lock", path }, { id: "compare", path }, ...loadingSteps(loading)],
    loading,
    vanish,
    left,
    warnings: [...meantToStay(vanish, world), ...loadingRemarks(loading, world).filter(isNotLeft(left))],
  };
  return { kind: "plan", plan };
}

function vanishing({ expected }: Loading, { live, conf }: World): readonly Vanishing[] {
  return (live?.peers ?? []).flatMap(({ publicKey, latestHandshake }) =>
    expected[publicKey] === null ? [{ publicKey, name: nameIn(conf, publicKey), latestHandshake }] : [],
  );
}

/** Under SaveConfig = true the file follows the interface: who was added to that alone is to be written down later. */
function meantToStay(vanish: readonly Vanishing[], { conf, interfaceName }: World): Remark[] {
  const count = vanish.length;
  if (count === 0 || !conf.interface.saveConfig) return [];
  return [{ id: "loading-save-config", values: { count, interfaceName } }];
}

/** What is left over is told once. */
function isNotLeft(left: readonly LeftOver[]): (remark: Remark) => boolean {
  return ({ id }) => id !== "loading-unrouted" || !left.some(({ what }) => what === "routes");
}

/** What differs and can be seen to; then what cannot be seen at all. */
function leftOver(world: World): readonly LeftOver[] {
  const { conf, facts, live, publicKey } = world;
  const { mtu, table, dns, hooks } = conf.interface;
  const unmarked = table === null || table === "" || table === "auto" ? live?.fwMark === null : false;
  const allowed = unmarked ? [...configured(conf, publicKey).values()].flatMap(({ allowedIPs }) => allowedIPs) : [];
  const networks = allowed.filter((network) => EVERYTHING.includes(network));
  const keys = [...(dns.length > 0 ? ["DNS"] : []), ...new Set(hooks.map(({ key }) => key))];
  return [
    ...ownDifferences(world).flatMap((one): LeftOver[] =>
      one.what === "addresses" ? [{ what: "addresses", file: one.file, running: one.running }] : [],
    ),
    ...(mtu && facts.mtu && Number(mtu) !== facts.mtu ? [{ what: "mtu", file: mtu, running: facts.mtu } as const] : []),
    ...(networks.length > 0 ? [{ what: "routes", networks } as const] : []),
    ...(keys.length > 0 ? [{ what: "unseen", keys } as const] : []),
  ];
}

const EVERYTHING: readonly string[] = ["0.0.0.0/0", "::/0"];
