/** What is said of a QR code beside how to scan it: its drawing, what can be left out of it, the other ways off the server. */
import type { CodeTold } from "../app/handing.ts";
import type { DrawingRemark, NoDrawing } from "../qr/fit.ts";
import type { SavingId } from "../qr/shrink.ts";

export interface CodeAreaWords {
  /** In the title, so few words: what the drawing that stands there lacks. */
  readonly remarks: Readonly<Record<DrawingRemark, string>>;
  /** Why there is none at all. `over`: bytes that are too many for any code. */
  readonly cannot: Readonly<
    Record<Extract<NoDrawing, { kind: "cannot" }>["why"], (values: { readonly over: number }) => string>
  >;
  /** "the second DNS server", and what it costs to be without it. */
  readonly savings: Readonly<Record<SavingId, { readonly what: string; readonly price: string }>>;
  /** What a key leaves out of the code, so that it fits. */
  readonly leavesOut: (values: { readonly what: readonly string[]; readonly bytes: number }) => string;
  /** The same in the review: the question is answered anew. */
  readonly without: (values: { readonly what: readonly string[]; readonly bytes: number }) => string;
  /** The code that stands there lacks this. */
  readonly leftOut: (values: { readonly what: readonly string[] }) => string;
  readonly told: Readonly<Record<Exclude<CodeTold["id"], "handed-out" | "not-handed-out" | "too-narrow">, string>>;
  /** Below the code that was printed under the program: how to come back. */
  readonly printed: string;
  readonly tooNarrow: (columns: number) => string;
  /** Where picture and file lie now, and whose they are. */
  readonly handedOut: (values: {
    readonly folder: string;
    readonly user: string;
    readonly names: readonly string[];
  }) => string;
  /** Above the line that fetches them. */
  readonly toFetch: string;
  readonly fetchPutty: string;
  readonly deleteThem: string;
}
