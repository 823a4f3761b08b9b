/**
 * xterm.js in Chromium as a terminal that is started like any other, by the table of emulators. It ends when the program
 * in it or the browser does.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import { SIZE } from "../display.ts";
import { openPage } from "./browser.ts";
import type { Settings } from "./settings.ts";

const [settings = "{}", program = "", ...args] = process.argv.slice(2);
const { columns, rows } = JSON.parse(settings) as Settings;

const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const page = await openPage(profile, SIZE);
await page.evaluate(readFileSync(join(import.meta.dirname, "page.js"), "utf8"));
await page.evaluate(`startTerminal(${settings})`);

const pty = spawn(program, args, { name: "xterm-256color", cols: columns, rows, encoding: null });
// All that is asked of the page is done in the order in which it was asked.
void page.expose("send", (keys) => pty.write(keys));
pty.onData((bytes) => void page.evaluate(`receive("${(bytes as unknown as Buffer).toString("base64")}")`));
pty.onExit(page.close);
await page.ended;
pty.kill();
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
process.exit();
