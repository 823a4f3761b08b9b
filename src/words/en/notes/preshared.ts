/** No PresharedKey: the one absence that is told alike on both sides, in English. */
import { note } from "./note.ts";

export const NO_PRESHARED_KEY = note(
  "no second secret; then neither file may have one",
  "PresharedKey is optional: without it the two pairs of keys protect the tunnel, as in most setups. What cannot be is one file with it and the other without: then nothing connects.",
  "Without a preshared key the tunnel is protected by the keys of both sides, and nobody can read it today. The second secret guards against one thing: that somebody records the traffic now and breaks the public keys in years to come. To have it later, the same new key has to be put into both files at once; with it on one side only, no connection comes about, and neither side says why.",
);
