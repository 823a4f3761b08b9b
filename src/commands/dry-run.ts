/** A new file as `diff -u` would show it, with its secrets as dots unless they were asked for. */
import type { FileChange } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import { readable } from "../wireguard/conf.ts";
import { shownText } from "./secrets.ts";

export function newFileDiff(file: Extract<FileChange, { kind: "create" }>, secrets: boolean): string {
  const lines = shownText(readable(file.text), secrets).replace(/\n$/, "").split("\n");
  return [
    "--- /dev/null",
    `+++ ${visible(file.path)}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${visible(line)}`),
  ].join("\n");
}
