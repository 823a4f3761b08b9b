/*
 * `npm start`: builds when a source is newer than the bundle, then starts the program with the arguments after `--`.
 * Written like door.cjs, so that an old Node gets its sentence here too.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const childProcess = require("child_process");
const door = require("./door.cjs");

const root = path.join(__dirname, "..", "..");
const bin = path.join(root, "dist", "wg-wizard.cjs");
const stamp = path.join(root, "node_modules", ".cache", "wg-wizard", "built");

/** Path, size and time of everything that the bundle is made of; a removed file changes it too. */
function fingerprint() {
  const lines = [];
  function look(file) {
    const stat = fs.statSync(file);
    if (!stat.isDirectory()) return lines.push([path.relative(root, file), stat.size, stat.mtimeMs].join(" "));
    fs.readdirSync(file)
      .sort()
      .forEach(function (name) {
        look(path.join(file, name));
      });
  }
  ["src", "package.json", "package-lock.json"].forEach(function (name) {
    look(path.join(root, name));
  });
  return lines.join("\n");
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (_missing) {
    return "";
  }
}

function start() {
  if (door.refusal(process.versions.node, process.env) !== null) return door.open(root);
  if (!fs.existsSync(path.join(root, "node_modules", "esbuild"))) {
    process.stderr.write("What wg-wizard is built with is not here yet: npm ci fetches it.\n");
    process.exitCode = 1;
    return;
  }
  const now = fingerprint();
  if (!fs.existsSync(bin) || read(stamp) !== now) {
    const built = childProcess.spawnSync(process.execPath, [path.join(__dirname, "run.js"), "src/build/bundle.ts"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (built.status !== 0) {
      process.exitCode = 1;
      return;
    }
    fs.mkdirSync(path.dirname(stamp), { recursive: true });
    fs.writeFileSync(stamp, now);
  }
  process.argv[1] = bin;
  door.open(path.join(root, "dist"));
}

start();
