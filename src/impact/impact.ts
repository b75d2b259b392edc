/** Compares two claim sets over a directory, a part of its users at a time. */
import { endingsOf } from "../claims/issue.js";
import type { ClaimSetParts } from "../claims/parts.js";
import type { Ending } from "../claims/policy.js";
import { openRequest } from "../claims/request.js";
import { type ClaimSet, partsOf } from "../claims/set.js";
import { TokenSize } from "../claims/size.js";
import type { Grant, TokenKind } from "../context/grants.js";
import { bound, raw, sql } from "../sql/fragment.js";
import { contextOf } from "../sql/layout.js";
import type { Misfit } from "../sql/read.js";
import type { Database, Row } from "./database.js";
import { CLIENT_KEY, type Population, populationOf, USER_KEY } from "./population.js";
import { type ImpactClaim, type ImpactCount, type ImpactExample, type ImpactReport, type ImpactSizes, sizesOf } from "./report.js";
import { BETWEEN, CHANGES, type Change, LARGEST, REFUSED, ROWS, type Statement, statementOf } from "./slice.js";

/** How far it is. */
export interface ImpactProgress {
  readonly done: number;
  readonly of: number;
}

/** What may be said beyond the sets and the directory. */
export interface ImpactSettings {
  readonly reveal?: boolean;
  /** How many examples of each claim and change. */
  readonly examples?: number;
}

/** The columns of a directory do not fit the schemas. */
export class DirectoryMisfit extends Error {
  constructor(readonly misfits: readonly Misfit[]) {
    super("The directory does not fit the schemas.");
  }
}

/** A grant, or several that agree on who is there, and the clients that use them. */
interface Turn {
  readonly grant: string;
  readonly token: TokenKind;
  readonly clients: readonly string[];
  readonly population: Population;
}

/** A count on its way. */
interface Tally {
  readonly change: Change;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly grant: string;
  tokens: number;
  users: number;
  readonly clients: Set<string>;
  example: string | undefined;
}

/** Compares, and yields after each part how far it is. */
export async function* impactOf(
  database: Database,
  old: ClaimSet,
  next: ClaimSet,
  settings: ImpactSettings = {},
): AsyncGenerator<ImpactProgress, ImpactReport> {
  const work = new Work(database, partsOf(old), partsOf(next), settings);
  return yield* work.run();
}

class Work {
  private readonly tallies = new Map<string, Map<string, Tally>>();
  private readonly sizes = [new Map<number, number>(), new Map<number, number>()] as const;
  private readonly clients = new Set<string>();
  private largest: { bytes: number; grant: string; user?: string; client?: string }[] = [];
  private readonly refused: [number, number] = [0, 0];
  /** Tokens in which some claim changes. */
  private changed = 0;
  private tokens = 0;
  private users = 0;
  private byLibrary = 0;
  private readonly examples = new Map<string, ImpactExample[]>();

  constructor(
    private readonly database: Database,
    private readonly before: ClaimSetParts,
    private readonly after: ClaimSetParts,
    private readonly settings: ImpactSettings,
  ) {}

  async *run(): AsyncGenerator<ImpactProgress, ImpactReport> {
    const clients = await this.clientRows();
    const users = this.database.tables.has("users")
      ? Number((await this.database.rows(`SELECT count(*) AS n FROM ${this.database.nameOf("users")}`, []))[0]?.n)
      : 0;
    this.users = users;
    const turns = this.turns(clients);
    const parts = this.database.parts(users);
    const of = turns.reduce((sum, { population }) => sum + (population.users ? users : clients.length), 0);
    let done = 0;
    for (const turn of turns) {
      const statement = statementOf(this.database, turn.population, {
        before: this.before,
        after: this.after,
        grant: turn.grant,
        token: turn.token,
      });
      if (statement.misfits.length > 0) throw new DirectoryMisfit(statement.misfits);
      const count = turn.population.users ? parts : 1;
      for (let index = 0; index < count; index++) {
        const part = turn.population.users ? this.database.part(index, count, users) : undefined;
        await this.count(turn, statement, part);
        done += turn.population.users ? users / count : clients.length;
        yield { done: Math.min(of, Math.round(done)), of };
      }
      await this.findExamples(turn, statement);
    }
    return this.report(clients);
  }

  /** The clients of the directory, or of the new document where the directory has none. */
  private async clientRows(): Promise<readonly Row[]> {
    if (this.database.tables.has("clients")) return this.database.rows(`SELECT * FROM ${this.database.nameOf("clients")}`, []);
    return [...this.after.clients.values()].map((client) => ({ clientId: client.clientId, grants: client.grants ?? null }));
  }

  /** One turn for each grant and token that some client uses. */
  private turns(clients: readonly Row[]): Turn[] {
    const scopes = [...new Set([...this.before.claims, ...this.after.claims].flatMap((claim) => claim.scopes))];
    const populations = new Map<boolean, Population>();
    const turns: Turn[] = [];
    for (const [grant, row] of this.after.env.grants) {
      const users = row.user !== "absent";
      if (users && !this.database.tables.has("users")) continue;
      if (!users && !this.database.tables.has("clients")) continue;
      const ids = clients
        .filter((client) => grantsOf(client, this.after, row)?.includes(grant) ?? true)
        .map(({ clientId }) => String(clientId));
      if (ids.length === 0 && clients.length > 0) continue;
      const population = populations.get(users) ?? populationOf(this.database, this.after.env, users, scopes);
      populations.set(users, population);
      turns.push({ grant, token: row.tokens[0] as TokenKind, clients: ids, population });
    }
    return turns;
  }

  /** Counts one part. */
  private async count(turn: Turn, statement: Statement, part: ReturnType<Database["part"]> | undefined): Promise<void> {
    const { text, parameters } = statement.counts(turn.clients, part);
    let residual = false;
    let tokens = 0;
    for (const row of await this.database.rows(text, parameters)) {
      const claim = Number(row.claim);
      const side = ROWS.sizes.indexOf(claim) as -1 | 0 | 1;
      if (side >= 0 && Number(row.change) === REFUSED) this.refused[side as 0 | 1] += Number(row.tokens);
      else if (side >= 0) add(this.sizes[side as 0 | 1], Number(row.change), Number(row.tokens));
      else if (claim === ROWS.changed) this.changed += Number(row.tokens);
      else if (claim === ROWS.largest)
        this.addLargest({ bytes: Number(row.change), grant: turn.grant, ...keyOf(String(row.example)) });
      else {
        const change = CHANGES[Number(row.change)] as Change;
        if (claim === 0) tokens += Number(row.tokens);
        if (change === "residual") residual = true;
        else this.addTally(statement.names[claim] as string, turn.grant, change, statement, row);
      }
    }
    this.tokens += tokens;
    if (residual) await this.byTheLibrary(turn, statement, part);
  }

  private addTally(name: string, grant: string, change: Change, statement: Statement, row: Row): void {
    const [before, after] = [statement.codeOf(row.before_code), statement.codeOf(row.after_code)];
    const tally = this.tallyOf(name, grant, change, before, after);
    tally.tokens += Number(row.tokens);
    tally.users += Number(row.users);
    for (const client of typeof row.clients === "string" ? row.clients.split(BETWEEN) : []) {
      tally.clients.add(client);
      this.clients.add(client);
    }
    tally.example ??= String(row.example);
  }

  private tallyOf(name: string, grant: string, change: Change, before: string | undefined, after: string | undefined): Tally {
    const of = this.tallies.get(name) ?? new Map<string, Tally>();
    this.tallies.set(name, of);
    const key = JSON.stringify([grant, change, before, after]);
    const tally = of.get(key) ?? {
      change,
      before,
      after,
      grant,
      tokens: 0,
      users: 0,
      clients: new Set<string>(),
      example: undefined,
    };
    of.set(key, tally);
    return tally;
  }

  private addLargest(entry: { bytes: number; grant: string; user?: string; client?: string }): void {
    this.largest = [...this.largest, entry].sort((one, other) => other.bytes - one.bytes).slice(0, LARGEST);
  }

  /** The rows of a part of which some claim has no SQL. */
  private async byTheLibrary(turn: Turn, statement: Statement, part: ReturnType<Database["part"]> | undefined): Promise<void> {
    const { text, parameters } = statement.residuals(turn.clients, part);
    const seen = new Map<Tally, Set<string>>();
    for (const row of await this.database.rows(text, parameters)) {
      this.byLibrary++;
      const [was, is] = this.endings(turn, statement, row);
      if (statement.names.some((name) => TOUCHED.has(changeBetween(was.get(name), is.get(name))))) this.changed++;
      const key = keyOf(`${row[USER_KEY] ?? ""}${BETWEEN}${row[CLIENT_KEY] ?? ""}`);
      for (const [index, name] of statement.names.entries()) {
        if (CHANGES[Number(row[`h${index}`])] !== "residual") continue;
        const [one, other] = [was.get(name), is.get(name)];
        const tally = this.tallyOf(name, turn.grant, changeBetween(one, other), codeIn(one), codeIn(other));
        tally.tokens++;
        const users = seen.get(tally) ?? new Set<string>();
        seen.set(tally, users);
        if (key.user !== undefined && !users.has(key.user)) tally.users++;
        if (key.user !== undefined) users.add(key.user);
        if (key.client !== undefined) tally.clients.add(key.client);
        if (key.client !== undefined) this.clients.add(key.client);
        tally.example ??= `${key.user ?? ""}${BETWEEN}${key.client ?? ""}`;
      }
      for (const [index, endings] of [was, is].entries()) {
        if (row[`s${index}`] !== null) continue;
        if ([...endings.values()].some((ending) => ending.end === "error" && ending.fatal)) {
          this.refused[index as 0 | 1]++;
          continue;
        }
        const bytes = bytesOf(endings, index === 0 ? this.before : this.after);
        add(this.sizes[index] as Map<number, number>, bytes, 1);
        if (index === 1) this.addLargest({ bytes, grant: turn.grant, ...key });
      }
    }
  }

  /** How each claim of a row ended and will end, by the library. */
  private endings({ grant, token, population }: Turn, { before, after }: Statement, row: Row): readonly [Endings, Endings] {
    const plain = plainRow(row, population);
    const client = row[CLIENT_KEY];
    const ended = (parts: ClaimSetParts, { placement }: Statement["before"]): Endings => {
      const context = contextOf(placement, parts.env, plain);
      const opened = openRequest(parts, { grant, token, context, ...(typeof client === "string" ? { client } : {}) });
      if ("code" in opened) throw new Error(`A row of the directory is no request: ${opened.message}`);
      return new Map(endingsOf(parts.named, opened).map(({ claim, ending }) => [claim.name, ending]));
    };
    return [ended(this.before, before), ended(this.after, after)];
  }

  /** Reads the rows that stand for each kind of change once more, and lets the library say what was and what is. */
  private async findExamples(turn: Turn, statement: Statement): Promise<void> {
    const { dialect } = this.database;
    for (const name of statement.names) {
      const found = this.examples.get(name) ?? [];
      this.examples.set(name, found);
      const sensitive = [this.before, this.after].some(({ claims }) =>
        claims.some((claim) => claim.name === name && claim.program.sensitive),
      );
      for (const tally of this.tallies.get(name)?.values() ?? []) {
        if (tally.grant !== turn.grant || tally.change === "keeps" || tally.change === "without" || tally.example === undefined)
          continue;
        if (found.filter(({ change }) => change === tally.change).length >= (this.settings.examples ?? 3)) continue;
        const key = keyOf(tally.example);
        const only = turn.population.users ? sql`u.${raw(dialect.quote("id"))} = ${bound(key.user ?? "", "text")}` : undefined;
        const { text, parameters } = statement.rows(key.client === undefined ? turn.clients : [key.client], only);
        const [row] = await this.database.rows(text, parameters);
        if (!row) continue;
        const [was, is] = this.endings(turn, statement, row);
        const base = { change: tally.change, grant: turn.grant, ...key };
        const shown = { before: shownEnding(was.get(name)), after: shownEnding(is.get(name)) };
        found.push(sensitive && !this.settings.reveal ? { ...base, masked: true } : { ...base, ...shown });
      }
    }
  }

  private report(clients: readonly Row[]): ImpactReport {
    const claims = [...this.tallies].map(([name, tallies]): ImpactClaim => {
      const sum = (change: Change) =>
        [...tallies.values()].reduce((all, tally) => all + (tally.change === change ? tally.tokens : 0), 0);
      const counts = [...tallies.values()].map(countOf).sort((one, other) => other.tokens - one.tokens);
      return {
        name,
        keeps: sum("keeps"),
        changes: sum("changes"),
        gains: sum("gains"),
        loses: sum("loses"),
        without: sum("without"),
        counts,
        examples: this.examples.get(name) ?? [],
      };
    });
    const [before, after] = this.sizes.map((sizes, index) => sizesOf(index === 0 ? "before" : "after", sizes)) as [
      ImpactSizes?,
      ImpactSizes?,
    ];
    return {
      tokens: this.tokens,
      users: this.users,
      clients: clients.length > 0 ? clients.length : this.clients.size,
      changed: this.changed,
      changedShare: this.tokens === 0 ? 0 : this.changed / this.tokens,
      refused: { before: this.refused[0], after: this.refused[1] },
      claims,
      sizes: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
      largest: this.largest,
      missing: missingProperties(this.after, clients),
      byLibrary: this.byLibrary,
    };
  }
}

function countOf({ change, before, after, grant, tokens, users, clients }: Tally): ImpactCount {
  return {
    ...{ change: change as ImpactCount["change"], grant, tokens, users, clients: clients.size },
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function add(counts: Map<number, number>, key: number, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

function keyOf(example: string): { user?: string; client?: string } {
  const [user, client] = example.split(BETWEEN);
  return { ...(user ? { user } : {}), ...(client ? { client } : {}) };
}

/** The grants that a client uses: its own, those of the document's client, or undefined for any. */
function grantsOf(client: Row, { clients }: ClaimSetParts, _grant: Grant): readonly unknown[] | undefined {
  const own = client.grants;
  if (Array.isArray(own)) return own;
  if (typeof own === "string") return own.startsWith("[") ? (JSON.parse(own) as unknown[]) : own.split(/[ ,]+/);
  return clients.get(String(client.clientId))?.grants;
}

/** JSON as data; whole numbers as numbers, whatever the driver made of them. */
function plainRow(row: Row, { layout }: Population): Row {
  const plain: Record<string, unknown> = { ...row };
  for (const { column, kind } of Object.values(layout.columns)) {
    const value = row[column];
    if ((kind === "integer" || kind === "number") && (typeof value === "string" || typeof value === "bigint"))
      plain[column] = Number(value);
    else if (kind === "json" && typeof value === "string") plain[column] = JSON.parse(value);
    else if (value instanceof Date) plain[column] = value.toISOString();
    else if (kind === "groups" && Array.isArray(value))
      plain[column] = value.map((group) => (typeof group === "string" ? JSON.parse(group) : group));
    else if (typeof kind === "object" && Array.isArray(value))
      plain[column] = value.map((item) => (typeof item === "bigint" ? Number(item) : item));
  }
  return plain;
}

/** What makes a token another one. */
const TOUCHED: ReadonlySet<Change> = new Set(["changes", "gains", "loses"]);

type Endings = ReadonlyMap<string, Ending>;

function changeBetween(was: Ending | undefined, is: Ending | undefined): Change {
  const [one, other] = [
    was?.end === "claim" ? JSON.stringify(was.value) : undefined,
    is?.end === "claim" ? JSON.stringify(is.value) : undefined,
  ];
  if (one !== undefined && other !== undefined) return one === other ? "keeps" : "changes";
  if (other !== undefined) return "gains";
  return one !== undefined ? "loses" : "without";
}

function codeIn(ending: Ending | undefined): string | undefined {
  if (!ending || ending.end === "claim") return undefined;
  return ending.end === "omitted" ? ending.reason.code : ending.diagnostic.code;
}

function shownEnding(ending: Ending | undefined): unknown {
  return ending?.end === "claim" ? ending.value : { none: codeIn(ending) ?? "no such claim" };
}

function bytesOf(endings: Endings, { claims }: ClaimSetParts): number {
  const size = new TokenSize();
  const keys = new Map(claims.map((claim) => [claim.name, claim.keys]));
  for (const [name, ending] of endings) if (ending.end === "claim") size.add(keys.get(name) ?? [name], ending.value);
  return size.total;
}

/** The clients that lack a property which the claims read. */
function missingProperties({ claims, clients: defined }: ClaimSetParts, clients: readonly Row[]): ImpactReport["missing"] {
  const paths = claims
    .flatMap(({ program }) => program.paths)
    .filter(({ root, keys }) => root.layout === "app" && keys[0] === "profile" && keys.length > 1);
  return [...new Map(paths.map((path) => [path.text, path])).values()].flatMap((path) => {
    const name = path.keys[1] as string;
    const lacking = clients.filter(
      (client) => (client[name] ?? defined.get(String(client.clientId))?.profile?.[name] ?? null) === null,
    );
    return lacking.length > 0
      ? [{ path: path.text, clients: lacking.map(({ clientId }) => String(clientId)), of: clients.length }]
      : [];
  });
}
