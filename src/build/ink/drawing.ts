/**
 * What the bundle puts in the place of Ink's renderer, which takes every line apart into cells at every frame, so that
 * boxes can overlap. Here whole lines stand one below the other (screens/parts/rows.tsx), and go into the frame as they
 * are; only what Ink takes out of every text, control sequences, is taken out here too.
 */
import type { Style } from "./layout.ts";

/** What is read of Ink's nodes (ink/build/dom.js). */
export interface DrawnNode {
  readonly nodeName: string;
  readonly style: Style;
  readonly childNodes: readonly DrawnNode[];
  readonly internal_transform?: (line: string, index: number) => string;
}

export interface Frame {
  readonly output: string;
  readonly outputHeight: number;
  readonly staticOutput: "";
}

/** Ink's own way to the text of a node: cleaned, and put together where it is in pieces. */
export type TextOf = (node: DrawnNode) => string;

/** In the place of ink/build/renderer.js. Throws where boxes would have to stand side by side. */
export function draw(root: DrawnNode, textOf: TextOf): Frame {
  const lines = linesOf(root, textOf);
  return { output: lines.join("\n"), outputHeight: lines.length, staticOutput: "" };
}

function linesOf(node: DrawnNode, textOf: TextOf): string[] {
  if (node.nodeName === "ink-text") return textLines(node, textOf(node));
  const { childNodes, style } = node;
  if (childNodes.length > 1 && node.nodeName !== "ink-root" && style["flexDirection"] !== "column") {
    throw new Error("the bundle draws whole lines: what holds several things must be a column");
  }
  const lines = childNodes.flatMap((child) => linesOf(child, textOf));
  const height = style["height"];
  if (typeof height !== "number") return lines;
  return Array.from({ length: height }, (_, at) => lines[at] ?? "");
}

function textLines(node: DrawnNode, text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n").map((line) => line.trimEnd());
  const { internal_transform: transform } = node;
  return transform ? lines.map(transform) : lines;
}
