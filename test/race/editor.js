/**
 * Somebody who knows of no lock: opens the file, appends a remark, closes it within 50 ms, and again, until stdin
 * ends; now and then just when a new text is about to be moved over the file, when it hurts most. Says how many remarks were
 * written, `# remark 1` to that number.
 */
import { closeSync, constants, openSync, watch, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const path = process.argv[2] ?? "";
let written = 0;
let over = false;
let wake = () => {};

const watcher = watch(dirname(path), (_event, name) => {
  if (name?.startsWith(".") && Math.random() < 0.1) wake();
});
process.stdin.on("end", () => {
  over = true;
  watcher.close();
});
process.stdin.resume();

while (!over) {
  const rested = pause(200 + Math.random() * 800);
  const woken = new Promise((done) => {
    wake = done;
  });
  await Promise.race([rested, woken]);
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND);
  await pause(Math.random() * 40);
  writeSync(file, `# remark ${++written}\n`);
  await pause(Math.random() * 5);
  closeSync(file);
}
process.stdout.write(String(written));
