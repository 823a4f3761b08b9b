/**
 * The files of one plan on their way: copied, recorded, put into place one by one; and back again where it fails. What
 * each act must not know is why it is done and who is told.
 */
import type { Change, FileChange, Notice } from "../plans/plan.ts";
import { type Backup, backUp, freeId, placeFor } from "./backups.ts";
import { type Host, HostFailure } from "./host.ts";
import { type ChangeRecord, digestOf, type RecordedFile, recordPath, saveRecord, serverOf } from "./record.ts";
import { dropDrafts, noticesOf, takeBackFile } from "./recover.ts";

type ChangeOf<Kind extends FileChange["kind"]> = Extract<FileChange, { kind: Kind }>;

export class Work {
  readonly notices: Notice[] = [];
  private readonly host: Host;
  private readonly plan: Change;
  private backup: Backup | null = null;
  private saved: ChangeRecord | null = null;
  private readonly commands: string[] = [];
  /** The files that are as planned by now, in the order in which they became so. */
  private readonly written: RecordedFile[] = [];

  constructor(host: Host, plan: Change) {
    this.host = host;
    this.plan = plan;
  }

  /** The record, once it is on the disk. */
  get record(): ChangeRecord | null {
    return this.saved;
  }

  /** The copy of the server's file, while it stands. */
  get copy(): string | null {
    return this.backup?.path ?? null;
  }

  /** The client's file, while it stands. */
  get created(): string | null {
    return this.written.find(({ kind }) => kind === "create")?.path ?? null;
  }

  /** Where the text of a late writer is kept. */
  get late(): string | null {
    return this.notices.find((one) => one.id === "late")?.copy || null;
  }

  change<Kind extends FileChange["kind"]>(kind: Kind, path: string): ChangeOf<Kind> {
    const change = this.plan.files.find((one) => one.kind === kind && one.path === path);
    if (!change) throw new HostFailure({ id: "missing", path, detail: "" });
    return change as ChangeOf<Kind>;
  }

  /** The files whose lines change, the server's first. */
  get edits(): readonly ChangeOf<"edit">[] {
    return this.plan.files.filter((file) => file.kind === "edit");
  }

  /** The server's file into `backups/`. */
  async backUp(path: string): Promise<void> {
    const { files, clock } = this.host;
    this.backup = await backUp(files, await files.resolve(path), this.change("edit", path).before, clock.now());
  }

  /** The record, then all new texts beside their places: from here on a crash is found, and can be gone on with. */
  async prepare(): Promise<void> {
    const { kind } = this.plan;
    if (this.saved || kind === "apply") return;
    const { files } = this.host;
    const { beside = this.edits[0]?.path } = this.plan;
    if (beside === undefined)
      throw new HostFailure({ id: "missing", path: this.plan.files[0]?.path ?? "", detail: "" });
    const server = await files.resolve(beside);
    if (!this.backup && !this.plan.beside) await this.backUp(beside);
    const { id, path } = this.backup ?? { id: await freeId(files, server, this.host.clock.now()), path: null };
    const recorded: RecordedFile[] = [];
    for (const change of inOrder(this.plan)) recorded.push(await this.recordedFile(change, { id, path }, server));
    const record: ChangeRecord = {
      format: 1,
      id,
      kind,
      peer: this.plan.peer,
      state: "begun",
      files: recorded,
      ...(this.plan.beside && { beside: { path: this.plan.beside, target: server } }),
      commands: [],
      undoes: this.plan.undoes ?? null,
      late: null,
    };
    this.saved = record;
    await saveRecord(files, server, record);
    for (const file of copiesOf(record)) await files.create(file.backup, this.change("edit", file.path).before);
    // The server's first: where it cannot be replaced, no folder is made for the other.
    for (const file of [...recorded].sort((one, other) => rank(one) - rank(other))) {
      if (file.draft !== null) await files.draft(file.path, file.draft, textOf(this.change(file.kind, file.path)));
    }
  }

  /** One of the files becomes as planned. */
  async write(kind: FileChange["kind"], path: string): Promise<void> {
    await this.prepare();
    const { files } = this.host;
    const record = this.saved as ChangeRecord;
    const file = record.files.find((one) => one.kind === kind && one.path === path);
    if (!file) throw new HostFailure({ id: "missing", path, detail: "" });
    if (file.kind === "create" && file.draft !== null) await files.move(file.draft, file.target);
    if (file.kind === "edit" && file.draft !== null) {
      const replaced = await files.swap(file.draft, file.path, this.change("edit", path).before);
      if (replaced.since !== "lost") this.written.push(file);
      this.notices.push(...(await noticesOf(files, file, record, replaced)));
      if (replaced.since === "lost") throw new HostFailure({ id: "changed", path, detail: "" });
      if (replaced.unsure) throw new HostFailure(replaced.unsure);
      return;
    }
    if (file.kind === "move" && file.backup !== null) {
      if ((await files.read(file.target)) !== this.change("move", path).before) {
        throw new HostFailure({ id: "changed", path, detail: "" });
      }
      await files.move(file.target, file.backup);
    }
    this.written.push(file);
  }

  /** A command was carried out on the interface, as typed at a shell. */
  ran(text: string): void {
    this.commands.push(text);
  }

  /** The record says that all is done. Where it cannot, the next start sees for itself that all files are as planned. */
  async finish(): Promise<void> {
    const record = this.saved;
    if (!record) return;
    const target = serverOf(record)?.target ?? "";
    const done: ChangeRecord = { ...record, state: "done", late: this.late, commands: this.commands };
    await saveRecord(this.host.files, target, done).catch(() => {});
  }

  /**
   * Everything as it was before, and no trace of the attempt. What cannot be taken back stays recorded as begun. Gives
   * the paths that were as planned and are not any more.
   */
  async takeBack(): Promise<readonly string[]> {
    const { files } = this.host;
    const record = this.saved;
    const back: string[] = [];
    try {
      for (let file = this.written.at(-1); record && file; file = this.written.at(-1)) {
        this.notices.push(...(await takeBackFile(files, file, record, "drop")));
        this.written.pop();
        back.push(file.path);
      }
      if (record) {
        await dropDrafts(files, record);
        for (const { backup } of copiesOf(record)) await files.remove(backup).catch(unlessMissing);
        await files.remove(recordPath(serverOf(record)?.target ?? "", record.id)).catch(unlessMissing);
      }
      this.saved = null;
      if (this.backup) await files.remove(this.backup.path);
      this.backup = null;
    } catch {
      // It still stands, and the outcome goes on naming it.
    }
    return back;
  }

  private async recordedFile(
    change: FileChange,
    { id, path }: { readonly id: string; readonly path: string | null },
    server: string,
  ): Promise<RecordedFile> {
    const { files } = this.host;
    const target = await files.resolve(change.path);
    const place = { kind: change.kind, path: change.path, target };
    if (change.kind === "move") {
      const backup = await placeFor(files, server, target, id);
      return { ...place, before: digestOf(change.before), after: null, backup, draft: null };
    }
    const before = change.kind === "edit" ? digestOf(change.before) : null;
    const backup =
      change.kind === "edit" ? (path && target === server ? path : await placeFor(files, server, target, id)) : null;
    return { ...place, before, after: digestOf(textOf(change)), backup, draft: draftPath(target, id) };
  }
}

/** The copies of files that are edited with the server's own. */
function copiesOf(record: ChangeRecord): readonly (RecordedFile & { readonly backup: string })[] {
  const server = serverOf(record)?.target;
  return record.files.flatMap((file) =>
    file.kind === "edit" && file.target !== server && file.backup !== null ? [{ ...file, backup: file.backup }] : [],
  );
}

/** Hidden, and not ending in .conf; the id tells whose it is. */
function draftPath(target: string, id: string): string {
  const at = target.lastIndexOf("/") + 1;
  return `${target.slice(0, at)}.${target.slice(at)}.${id}.new`;
}

/** The files in the order of the steps that write them. */
function inOrder(plan: Change): FileChange[] {
  return plan.steps.flatMap((step) => {
    const kind = step.id === "write" ? "edit" : step.id;
    return plan.files.filter((file) => file.kind === kind && file.path === step.path);
  });
}

function rank({ kind }: RecordedFile): number {
  return kind === "edit" ? 0 : 1;
}

function textOf(change: FileChange): string {
  return change.kind === "edit" ? change.after : change.kind === "create" ? change.text : "";
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof HostFailure) || error.failure.id !== "missing") throw error;
}
