/**
 * `npm run screenshots [SCENE…]`: pictures of the real program in a real terminal buffer, as SVG and PNG, in
 * screenshots/. A scene is a row of the table below.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEYS, start } from "../../test/pty/harness.ts";
import { bundle } from "./bundle.ts";
import { svgOf } from "./svg.ts";

interface Scene {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly lang: "en" | "ru";
  /** What is typed, one after the other; each waits until the screen is still. */
  readonly keys: readonly string[];
}

const ADD = ["a", "lena-phone"];
/** Up to the keepalive question, suggestions taken. */
const TO_KEEPALIVE = [...ADD, KEYS.enter, KEYS.enter, KEYS.enter, KEYS.enter, KEYS.enter, KEYS.enter];
const REVIEW = [...ADD, KEYS.tab];
const DONE = [...REVIEW, "w"];

const STEPS: readonly (readonly [step: string, keys: readonly string[]])[] = [
  ["dashboard", []],
  ["name", ADD],
  ["keepalive", TO_KEEPALIVE],
  ["review", REVIEW],
  ["code", DONE],
  ["detail", [KEYS.enter]],
  ["checks", ["x"]],
  // What is played takes its time; the picture is of a way that is open.
  ["lesson", ["L", KEYS.right, KEYS.right, KEYS.enter, KEYS.enter]],
];

const SIZES = [
  [80, 24],
  [120, 40],
] as const;

const SCENES: readonly Scene[] = (["en", "ru"] as const).flatMap((lang) =>
  SIZES.flatMap(([columns, rows]) =>
    STEPS.map(([step, keys]) => ({ name: `${step}-${columns}x${rows}-${lang}`, columns, rows, lang, keys })),
  ),
);

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "wg-wizard-shots-"));
try {
  await bundle(folder);
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  mkdirSync("screenshots", { recursive: true });
  for (const scene of SCENES) {
    if (wanted.length === 0 || wanted.some((part) => scene.name.includes(part))) await shoot(scene);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function shoot({ name, columns, rows, lang, keys }: Scene): Promise<void> {
  const session = start([process.execPath, join(folder, "wg-wizard.cjs"), "--demo"], {
    columns,
    rows,
    lang,
    env: { TMPDIR: "/tmp" },
  });
  try {
    await session.waitFor("anton_sevnet");
    await session.settle();
    for (const key of keys) {
      session.type(key);
      await session.settle();
    }
    // While steps are done the screen may be still for a moment.
    if (keys === DONE) await session.waitGone("►");
    const svg = join("screenshots", `${name}.svg`);
    writeFileSync(svg, svgOf(session.emulator));
    execFileSync("rsvg-convert", ["--output", join("screenshots", `${name}.png`), svg]);
    console.log(svg);
  } finally {
    await session.close();
  }
}
