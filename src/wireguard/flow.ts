/** What connection tracking knows of packets to the interface's port (netfilter, /proc/net/nf_conntrack). */

/** One UDP flow from outside to a port of ours. */
export interface Flow {
  /** Who sends: `203.0.113.7:51820`, IPv6 in brackets. */
  readonly from: string;
  /** Whether a packet has gone back. */
  readonly answered: boolean;
  /** Seconds until the flow is forgotten. */
  readonly left: number;
}
