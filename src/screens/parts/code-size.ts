/** Whether a plan's code fits a window, and what is missing; its modules are made once for each plan. */
import { codeSpace, ROWS_BESIDE_CODE } from "../../app/code.ts";
import type { Size, State } from "../../app/state.ts";
import type { Plan } from "../../plans/plan.ts";
import { type CodeDrawing, drawingFor, type Extent } from "../../qr/fit.ts";
import { type Modules, modulesOf } from "../../qr/modules.ts";
import type { Words } from "../../words/words.ts";

const made = new WeakMap<Plan, Modules | null>();

/** The drawing of the plan's code in a window of this size; null where the plan has none. */
export function drawingOf(plan: Plan, state: State, size: Size): CodeDrawing | null {
  if (plan.code === null) return null;
  let modules = made.get(plan);
  if (modules === undefined) {
    modules = modulesOf(plan.code);
    made.set(plan, modules);
  }
  return drawingFor(modules, codeSpace(state, size));
}

/** The window that a drawing needs: its own rows and those of the screen around it. */
export function windowFor(needs: Extent): Extent {
  return { rows: needs.rows + ROWS_BESIDE_CODE, columns: needs.columns };
}

/** "10 rows", "9 columns", or both: what the window is short of. */
export function missingText(needs: Extent, size: Size, words: Words): string {
  const { missing } = words.screens;
  const rows = Math.max(0, needs.rows - size.rows);
  const columns = Math.max(0, needs.columns - size.columns);
  if (columns === 0) return missing.rows(rows);
  return rows === 0
    ? missing.columns(columns)
    : missing.both({ rows: missing.rows(rows), columns: missing.columns(columns) });
}
