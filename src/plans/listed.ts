/**
 * The new peer in the list that PiVPN goes by, so that its own menus find it; or why it is not put there. The list is
 * read and kept by wireguard/pivpn-list.ts.
 */
import type { Address } from "../wireguard/address.ts";
import { isListOf, type PivpnList, pivpnAppended, pivpnEntries } from "../wireguard/pivpn-list.ts";
import type { World } from "../wireguard/world.ts";
import { nameFormIn } from "../wizard/name-form.ts";
import type { Answers } from "../wizard/question.ts";
import type { FileChange } from "./plan.ts";

type Listing =
  | { readonly kind: "listed"; readonly list: PivpnList; readonly address: Address }
  /** The file is not PiVPN's. */
  | { readonly kind: "none" }
  /** The list cannot be read as such, is another file's, or has no room for a peer without an IPv4 address. */
  | { readonly kind: "unlisted" }
  /** Another client of this name stands there: two lines of one name would break PiVPN's way to remove either. */
  | { readonly kind: "name-taken" };

/** Whether PiVPN's list gets the new peer. */
export function listingOf({ name, address }: Pick<Answers, "name" | "address">, world: World): Listing {
  if (nameFormIn(world) !== "pivpn") return { kind: "none" };
  const list = world.pivpnList;
  const entries = list ? pivpnEntries(list.text) : null;
  const four = address.find(({ family }) => family === 4);
  if (!list || !entries || !four || !isListOf(entries, world.conf)) return { kind: "unlisted" };
  if (entries.some((entry) => entry.name === name)) return { kind: "name-taken" };
  return { kind: "listed", list, address: four };
}

/** The list's change, a line at its end; none where it gets none. */
export function listChange(
  answers: Pick<Answers, "name" | "address">,
  world: World,
  publicKey: string,
): Extract<FileChange, { kind: "edit" }>[] {
  const listing = listingOf(answers, world);
  if (listing.kind !== "listed") return [];
  const { path, text } = listing.list;
  const { after, edit } = pivpnAppended(listing.list, { name: answers.name, publicKey }, listing.address);
  return [{ kind: "edit", path, before: text, after, edits: [edit] }];
}
