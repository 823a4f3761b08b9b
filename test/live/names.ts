/** The names that a server's file gives its peers. */
export function readNames(text: string): string[] {
  return [...text.matchAll(/friendly_name = (.*)$/gm)].map(([, name = ""]) => name).sort();
}
