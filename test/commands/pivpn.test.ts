/** `wg-wizard add` and `undo` in a file of PiVPN's: its list of clients is shown, written and taken back with the rest. */
import { expect, it } from "vitest";
import type { ChangeDocument } from "../../src/commands/change-document.ts";
import { ANTON_KEY, FOUNDING_CONF } from "../wizard/world.ts";
import { machine, NOW, PATH, ran } from "./context.ts";

const LIST = "/etc/wireguard/configs/clients.txt";
const CLIENT = "/etc/wireguard/configs/lena.conf";
const OLD = `anton ${ANTON_KEY} 1600000000 172818434\n`;
const SERVER = FOUNDING_CONF.replace(
  "[Peer]\n# Публичный ключ пира: anton_sevnet\n",
  "### begin anton ###\n[Peer]\n",
).concat("### end anton ###\n");
const pivpn = () => machine({ files: { [PATH]: SERVER, [LIST]: OLD } });

it("--dry-run shows all three files, and writes none", async () => {
  const host = pivpn();
  const { status, out, err } = await ran(host, ["add", "lena", "--dry-run"]);
  expect(status).toBe(0);
  const heads = out.split("\n").filter((line) => /^(---|\+\+\+) /.test(line));
  expect(heads).toEqual([`--- ${PATH}`, `+++ ${PATH}`, `--- ${LIST}`, `+++ ${LIST}`, "--- /dev/null", `+++ ${CLIENT}`]);
  expect(out).toMatch(/\n@@ -1,1 \+1,2 @@\n anton .*\n\+lena \S{44} \d+ 172818435\n/);
  expect(err).not.toContain("clients.txt");
  expect(host.paths()).toEqual([LIST, PATH]);
});

it("--yes --json writes them, names each step's file, and undo --yes takes them back to the byte", async () => {
  const host = pivpn();
  const { status, out, err } = await ran(host, ["add", "lena", "--yes", "--json"]);
  expect(status).toBe(0);
  const { plan, outcome } = JSON.parse(out) as ChangeDocument;
  const line = `lena ${plan.peer.publicKey} ${Math.floor(NOW / 1000)} 172818435`;
  expect(plan.files.map(({ path }) => path)).toEqual([PATH, LIST, CLIENT]);
  expect(plan.files[1]).toEqual({ path: LIST, mode: null, insert: [{ after: 1, lines: [line] }] });
  expect(plan.warnings).toEqual([]);
  expect(outcome?.steps.map(({ id, path, status: said }) => `${id} ${path} ${said}`).slice(3)).toEqual([
    `create ${CLIENT} done`,
    `write ${PATH} done`,
    `write ${LIST} done`,
  ]);
  expect(err).toContain(`write ${LIST}, + 1 line, nothing else changes`);
  expect(host.text(LIST)).toBe(`${OLD}${line}\n`);

  const shown = await ran(host, ["undo", "--dry-run"]);
  expect(shown.out).toContain(`--- ${LIST}\n+++ ${LIST}\n@@ -1,2 +1,1 @@\n anton`);
  expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
  expect([host.text(PATH), host.text(LIST), host.text(CLIENT)]).toEqual([SERVER, OLD, null]);
});

it("a list that it cannot read is left alone, and that is said", async () => {
  const host = machine({ files: { [PATH]: SERVER, [LIST]: "no list\n" } });
  const { status, err } = await ran(host, ["add", "lena", "--yes"]);
  expect([status, host.text(LIST)]).toEqual([0, "no list\n"]);
  expect(err).toContain("configs/clients.txt");
});

it("PiVPN writes into its list just then: it is read again, and nothing of either is lost", async () => {
  const host = pivpn();
  const theirs = `${OLD}eve ${ANTON_KEY} 1600000001 172818499\n`;
  const { read } = host.files;
  let reads = 0;
  const files = {
    ...host.files,
    read: async (path: string) => {
      // Once read for the question and once for the plan: then it changes.
      if (path === LIST && ++reads === 3) host.meddle(LIST, theirs);
      return read(path);
    },
  };
  expect((await ran({ ...host, files }, ["add", "lena", "--yes"])).status).toBe(0);
  expect(host.text(LIST)?.startsWith(`${theirs}lena `)).toBe(true);
  expect(host.text(PATH)?.match(/### begin lena ###/g)).toHaveLength(1);
});
