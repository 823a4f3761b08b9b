/** A code as an SVG: one path of rows, drawn on white. */
import { PICTURE_QUIET } from "./bitmap.ts";
import type { Modules } from "./modules.ts";

/** The picture's file, 8 units a module. A secret, as the code is. */
export function svgOf(modules: Modules): string {
  const side = modules.length + 2 * PICTURE_QUIET;
  const path = modules
    .flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
    .join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-${PICTURE_QUIET} -${PICTURE_QUIET} ${side} ${side}"`,
    ` width="${side * 8}" height="${side * 8}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M-${PICTURE_QUIET}-${PICTURE_QUIET}h${side}v${side}h-${side}z"/><path d="${path}"/></svg>\n`,
  ].join("");
}

/** Where dark modules stand in a row, and how many side by side. */
function runs(row: readonly boolean[]): [at: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, at) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === at) last[1]++;
    else found.push([at, 1]);
  });
  return found;
}
