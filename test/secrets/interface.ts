/**
 * An interface that `wg show` takes for a running one: a socket of /var/run/wireguard that answers for a server with
 * this private key and one peer with this preshared key.
 */
import { mkdirSync, rmdirSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";

const FOLDER = "/var/run/wireguard";

export interface Running {
  readonly name: string;
  stop(): Promise<void>;
}

let made = 0;

/** Keys in base64. */
export async function running(keys: { own: string; peer: string; preshared: string }): Promise<Running> {
  const name = `ws${process.pid}x${made++}`.slice(0, 15);
  const path = join(FOLDER, `${name}.sock`);
  const hex = (key: string) => Buffer.from(key, "base64").toString("hex");
  const answer = [
    `private_key=${hex(keys.own)}`,
    "listen_port=51820",
    `public_key=${hex(keys.peer)}`,
    `preshared_key=${hex(keys.preshared)}`,
    "allowed_ip=10.77.0.2/32",
    "errno=0",
    "",
    "",
  ].join("\n");
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => sockets.delete(socket));
    socket.on("data", (text) => socket.write(text.toString("latin1").startsWith("get=1") ? answer : "errno=0\n\n"));
  });
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(path, ready);
  });
  return {
    name,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
      rmSync(path, { force: true });
      try {
        rmdirSync(FOLDER);
      } catch {
        // Somebody else's socket is still in it.
      }
    },
  };
}
