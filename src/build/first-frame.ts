/** Starts a program in a terminal, waits for the demo's first screen, ends it: what `.ci/run` does with the tarball. */
import { start } from "../../test/pty/harness.ts";

const [, , bin] = process.argv;
if (bin === undefined) throw new Error("which program?");
const session = start([bin, "--demo"], { columns: 80, rows: 24 });
try {
  await session.waitFor("anton_sevnet");
  console.log(session.text());
  session.type("q");
  const { status } = await session.ended;
  if (status !== 0) throw new Error(`it ended with ${status}`);
} finally {
  await session.close();
}
