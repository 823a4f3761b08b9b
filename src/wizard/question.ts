/**
 * What a question is. Every answer enters as text, whether it was typed in the TUI, at a prompt or as a flag, and goes
 * through the same `parse`: one set of rules, one set of refusals.
 */
import type { Network } from "../wireguard/address.ts";
import type { World } from "../wireguard/world.ts";
import type { Remark } from "./remarks.ts";

export interface Endpoint {
  /** A name, an IPv4 address, or an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
}

export type Traffic =
  | { readonly kind: "all" | "all4" | "vpn"; readonly networks: readonly Network[] }
  | { readonly kind: "list"; readonly networks: readonly Network[] };

/** What each question's text means once it was understood. The keys are the questions' ids and the flags' names. */
export interface Answers {
  readonly name: string;
  /** Asked only where the running interface differs from the file in its own lines: which of them the device is made for. */
  readonly follow: "file" | "running";
  /** The peer's own addresses, as /32 and /128. */
  readonly address: readonly Network[];
  /** Networks behind this peer. */
  readonly lan: readonly Network[];
  readonly traffic: Traffic;
  /** Empty for none. */
  readonly dns: readonly string[];
  readonly endpoint: Endpoint;
  /** The server's public key, asked only where nothing on the machine tells it. */
  readonly "server-key": string;
  /** Seconds; null for off. */
  readonly keepalive: number | null;
  readonly keys: { readonly kind: "made" } | { readonly kind: "given"; readonly publicKey: string };
  /** `running`: the one that the interface has already, for a peer that is only written into the file. */
  readonly psk: { readonly kind: "made" | "none" | "running" } | { readonly kind: "file"; readonly path: string };
  readonly save: { readonly kind: "none" | "stdout" } | { readonly kind: "file"; readonly path: string };
  /** Asked only under SaveConfig = true: set it to false in the same write, or leave it. */
  readonly "save-config": "off" | "keep";
  /** Never asked: the public key of a peer that stands in the file and gets new keys. */
  readonly rotate?: string;
}

export type QuestionId = Exclude<keyof Answers, "rotate">;

/** The answers as typed text. What is absent was not answered yet. */
export type Draft = { readonly [Id in keyof Answers]?: string };

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly Remark[] }
  | { readonly ok: false; readonly problem: Remark };

/** The text that stands in the field before anything is typed. */
export interface Suggestion {
  /** Null where there is nothing to suggest. */
  readonly text: string | null;
  /** Where it comes from, if it is worth saying. */
  readonly source: SuggestionSource | null;
  /** Why a person should look at it first: Tab stops here, and `--yes` counts it as missing. */
  readonly doubt: Remark | null;
}

export type SuggestionSource =
  | {
      readonly kind:
        | "free"
        | "usual"
        | "running"
        | "server"
        | "own-address"
        | "tunnel-resolver"
        | "public-resolver"
        | "network";
    }
  | { readonly kind: "last-time" | "comment" | "settings" | "hook"; readonly path: string };

/** One of the answers that are offered for picking; others may still be typed. */
export interface Option<Id extends QuestionId = QuestionId> {
  readonly question: Id;
  /** The text it puts into the field. */
  readonly text: string;
  /** Its sentence in words/: `questions[question].options[id]`. */
  readonly id: string;
}

export type Control =
  | { readonly kind: "text" }
  | { readonly kind: "choice"; options(draft: Draft, world: World): readonly Option[] };

export interface Question<Id extends QuestionId = QuestionId> {
  readonly id: Id;
  readonly control: Control;
  asked(draft: Draft, world: World): boolean;
  suggest(draft: Draft, world: World): Suggestion;
  parse(text: string, draft: Draft, world: World): Parsed<Answers[Id]>;
}
