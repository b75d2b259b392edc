/** A browser of few words: follows redirects on loopback and keeps cookies, so that a sign-in can be tested without one. */

/** Follows redirects from a page until one leads away from the server; gives that last address. */
export async function signIn(start: URL, server: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 10; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${at} answered ${response.status}: ${await response.text()}`);
    at = new URL(location, at);
    if (at.origin !== server || at.pathname === "/callback") return at;
  }
  throw new Error("The sign-in does not end.");
}
