/** Pings through a tunnel. */
import type { Going, Machine } from "./machine.ts";
import { until } from "./patience.ts";

export interface Pinged {
  readonly sent: number;
  readonly lost: number;
}

/** One a second, so many; each may take a second. */
export async function pinged(machine: Machine, address: string, count = 3): Promise<Pinged> {
  return counts((await machine.run(["ping", "-n", "-c", String(count), "-W", "1", address], { may: [0, 1] })).out);
}

/** Whether it comes back; a few tries, because the first may have to wait for a handshake. */
export async function answers(machine: Machine, address: string): Promise<boolean> {
  const { sent, lost } = counts(
    (await machine.run(["ping", "-n", "-c", "1", "-W", "5", address], { may: [0, 1] })).out,
  );
  return sent === 1 && lost === 0;
}

/** Five times a second until it is stopped. What is still on its way then counts neither as sent nor as lost. */
export class Stream {
  private readonly going: Going;

  constructor(machine: Machine, address: string) {
    this.going = machine.go(["ping", "-n", "-i", "0.2", "-W", "5", address]);
  }

  /** Waits until so many more have come back. */
  async more(count: number, seconds = 20): Promise<void> {
    const wanted = this.answered().length + count;
    await until(`${count} more answers to a ping`, seconds, async () => this.answered().length >= wanted);
  }

  async stop(): Promise<Pinged> {
    this.going.signal("SIGINT");
    await this.going.ended;
    const answered = this.answered();
    const sent = Math.max(0, ...answered);
    return { sent, lost: sent - answered.length };
  }

  private answered(): readonly number[] {
    return [...new Set([...this.going.out().matchAll(/icmp_seq=(\d+) ttl/g)].map(([, at]) => Number(at)))];
  }
}

function counts(out: string): Pinged {
  const [, sent, received] = /(\d+) packets transmitted, (\d+) received/.exec(out) ?? [];
  if (sent === undefined) throw new Error(`ping says nothing of packets:\n${out}`);
  return { sent: Number(sent), lost: Number(sent) - Number(received) };
}
