/**
 * The words of a configuration file: every key that `wg` (src/config.c) or `wg-quick` (linux.bash, parse_options)
 * knows, the section it belongs to, who reads it, and the form of its value. One table with several readers.
 */

export type SectionKind = "interface" | "peer";

/** What a value must look like; the rules stand in values.ts. `any`: whatever is written is passed on. */
export type ValueForm = "key" | "port" | "mark" | "networks" | "endpoint" | "seconds" | "boolean" | "any";

export interface Word {
  /** In canonical spelling. */
  readonly key: string;
  readonly section: SectionKind;
  readonly reader: "wg" | "wg-quick";
  readonly form: ValueForm;
}

const word = (key: string, section: SectionKind, reader: Word["reader"], form: ValueForm): Word => ({
  key,
  section,
  reader,
  form,
});

export const VOCABULARY: readonly Word[] = [
  word("PrivateKey", "interface", "wg", "key"),
  word("ListenPort", "interface", "wg", "port"),
  word("FwMark", "interface", "wg", "mark"),
  word("Address", "interface", "wg-quick", "any"),
  word("DNS", "interface", "wg-quick", "any"),
  word("MTU", "interface", "wg-quick", "any"),
  word("Table", "interface", "wg-quick", "any"),
  word("PreUp", "interface", "wg-quick", "any"),
  word("PostUp", "interface", "wg-quick", "any"),
  word("PreDown", "interface", "wg-quick", "any"),
  word("PostDown", "interface", "wg-quick", "any"),
  word("SaveConfig", "interface", "wg-quick", "boolean"),
  word("PublicKey", "peer", "wg", "key"),
  word("PresharedKey", "peer", "wg", "key"),
  word("AllowedIPs", "peer", "wg", "networks"),
  word("Endpoint", "peer", "wg", "endpoint"),
  word("PersistentKeepalive", "peer", "wg", "seconds"),
];

/** By canonical spelling, which is what most files have, and in lower case. */
const BY_NAME = new Map(
  VOCABULARY.flatMap((one) => [one.key, one.key.toLowerCase()].map((key) => [key, one] as const)),
);

/** The word for a key as it is written, in whatever case. */
export function wordOf(key: string): Word | null {
  return BY_NAME.get(key) ?? BY_NAME.get(key.toLowerCase()) ?? null;
}

/** Keys of AmneziaWG's own tools (amneziawg-tools ee0f0a9): plain `wg` refuses them. */
const AMNEZIA =
  /^(?:Jc|Jmin|Jmax|S[1-4]|H[1-4]|I[1-5]|HeaderProtectionKey|ContentPaddingAddition|RekeyAfterTime|RekeyTimeout|RejectAfterTime|KeepaliveTimeout|MaxHandshakeAttempts|RandomTrailers|DisableCookies|AdvancedSecurity)$/i;

/** Whether the key belongs to AmneziaWG. */
export function isAmneziaKey(key: string): boolean {
  return AMNEZIA.test(key);
}
