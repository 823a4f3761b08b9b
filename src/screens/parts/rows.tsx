/** Rows on the screen: exactly as many as the window has, none wider than it, whatever a screen composed. */
import { Box, Text } from "ink";
import type { Abilities, Size } from "../../app/state.ts";
import columnsOf from "../../text/columns.ts";
import type { Row } from "../../text/row.ts";
import { cutRow } from "./cells.ts";
import { drawn } from "./paper.ts";

export interface RowsProps {
  readonly rows: readonly Row[];
  readonly size: Size;
  readonly abilities: Abilities;
}

/**
 * The rows as Ink draws them, in one piece: it lays out one text sooner than forty. One that is missing is blank; one too
 * many is left out at the end.
 */
export function Rows({ rows, size, abilities }: RowsProps) {
  const lines = Array.from({ length: size.rows }, (_, at) => lineOf(rows[at] ?? [], size.columns, abilities));
  return (
    <Box flexDirection="column" flexShrink={0} width={size.columns} height={size.rows}>
      <Text wrap="truncate">{lines.join("\n")}</Text>
    </Box>
  );
}

/** Where signs are spelled in ASCII, a mark above a letter takes a column of its own: the row is cut shorter then. */
function lineOf(row: Row, columns: number, abilities: Abilities): string {
  const line = drawn(cutRow(row, columns), abilities);
  const over = abilities.utf8 && !abilities.console ? 0 : columnsOf(line) - columns;
  return over <= 0 ? line : lineOf(row, Math.max(0, columns - over), abilities);
}
