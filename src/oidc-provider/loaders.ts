/** What the host knows of people, fetched once for each request and within a deadline. */

/** Where user data comes from. Each may be asynchronous; what they give enters through the same door as any context. */
export interface Loaders {
  /** The user by account id; undefined or null where there is none. */
  readonly loadUser: (accountId: string) => unknown;
  /** The user's profile for one client; undefined or null where the user is not assigned to it. */
  readonly loadAppUser?: (accountId: string, clientId: string) => unknown;
  /** The user's groups. */
  readonly loadGroups?: (accountId: string) => unknown;
  /** The most milliseconds that a loader may take; 5000 where absent. */
  readonly deadline?: number;
}

/** A loader that threw, or took longer than it may. */
export class LoaderFailure extends Error {
  override readonly name = "LoaderFailure";
  constructor(
    readonly loader: string,
    readonly why: "threw" | "took too long",
    cause?: unknown,
  ) {
    super(`\`${loader}\` ${why}`, { cause });
  }
}

const DEFAULT_DEADLINE = 5000;

/** The user parts of a context; a part whose loader gives nothing is left out. */
export async function loadParts(
  loaders: Loaders,
  accountId: string | undefined,
  clientId: string | undefined,
): Promise<Record<string, unknown>> {
  if (accountId === undefined) return {};
  const { deadline = DEFAULT_DEADLINE } = loaders;
  const [user, appuser, groups] = await Promise.all([
    within(deadline, "loadUser", () => loaders.loadUser(accountId)),
    clientId === undefined ? undefined : within(deadline, "loadAppUser", () => loaders.loadAppUser?.(accountId, clientId)),
    within(deadline, "loadGroups", () => loaders.loadGroups?.(accountId)),
  ]);
  return Object.fromEntries(Object.entries({ user, appuser, groups }).filter(([, part]) => part !== undefined && part !== null));
}

/** Runs a loader within its deadline. */
export async function within<T>(deadline: number, loader: string, load: () => T | Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LoaderFailure(loader, "took too long")), deadline);
  });
  try {
    return await Promise.race([Promise.resolve().then(load), expired]);
  } catch (error) {
    throw error instanceof LoaderFailure ? error : new LoaderFailure(loader, "threw", error);
  } finally {
    clearTimeout(timer);
  }
}
