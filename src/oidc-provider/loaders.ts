/** What the host knows of people, fetched once for each request and within a deadline. */
import { badSetting } from "../diagnostics/error.js";

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
const LONGEST_DEADLINE = 0x7fffffff;

/** The loads of each request. All tokens of one answer see the same data, and each loader is asked once for it. */
export class RequestLoads {
  private readonly requests = new WeakMap<object, Map<string, Promise<unknown>>>();
  private readonly deadline: number;

  constructor(private readonly loaders: Loaders) {
    const { deadline = DEFAULT_DEADLINE } = loaders;
    if (!Number.isInteger(deadline) || deadline < 1 || deadline > LONGEST_DEADLINE) throw badDeadline();
    this.deadline = deadline;
  }

  /** The user; undefined or null where there is none. */
  user(request: object | undefined, accountId: string): Promise<unknown> {
    return this.once(request, "loadUser", [accountId], () => this.loaders.loadUser(accountId));
  }

  /** The user parts of a context; a part whose loader gives nothing is left out. */
  async parts(
    request: object | undefined,
    accountId: string | undefined,
    clientId: string | undefined,
  ): Promise<Record<string, unknown>> {
    if (accountId === undefined) return {};
    const { loadAppUser, loadGroups } = this.loaders;
    const [user, appuser, groups] = await Promise.all([
      this.user(request, accountId),
      loadAppUser && clientId !== undefined
        ? this.once(request, "loadAppUser", [accountId, clientId], () => loadAppUser(accountId, clientId))
        : undefined,
      loadGroups && this.once(request, "loadGroups", [accountId], () => loadGroups(accountId)),
    ]);
    return Object.fromEntries(Object.entries({ user, appuser, groups }).filter(([, part]) => part !== undefined && part !== null));
  }

  private once(request: object | undefined, loader: string, keys: readonly string[], load: () => unknown): Promise<unknown> {
    if (!request) return within(this.deadline, loader, load);
    const loads = this.requests.get(request) ?? new Map<string, Promise<unknown>>();
    this.requests.set(request, loads);
    const key = JSON.stringify([loader, ...keys]);
    const before = loads.get(key);
    if (before) return before;
    const made = within(this.deadline, loader, load);
    loads.set(key, made);
    return made;
  }
}

function badDeadline(): Error {
  const problem = `a deadline is a whole number of milliseconds from 1 to ${LONGEST_DEADLINE}`;
  return badSetting("deadline", problem, "Leave it out for five seconds.");
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
