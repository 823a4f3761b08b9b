/** Which part of a list or a text is seen: only those rows are composed, however long it is. */

export interface Window {
  readonly from: number;
  /** One past the last. */
  readonly to: number;
}

/** The rows shown when `visible` fit: they begin at `top`, moved as little as it takes to hold the cursor and to waste none. */
export function seen(count: number, visible: number, cursor: number, top: number): Window {
  const room = Math.max(0, visible);
  const least = Math.max(0, cursor - room + 1);
  const most = Math.max(0, Math.min(cursor, count - room));
  const from = Math.max(Math.min(Math.max(top, least), Math.max(most, least)), 0);
  return { from, to: Math.min(count, from + room) };
}
