/** A small issuer behind HTTP, under load: how long its event loop is held up when every tenth token uses the worst expressions. */
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { defineClaims } from "../../src/claims/index.js";
import { allFunctions } from "../../src/library/all.js";
import { WORST } from "./worst.js";

/** How the server did. */
export interface Served {
  readonly tokens: number;
  readonly worstTokens: number;
  /** Milliseconds that the event loop came late. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** Milliseconds that one token with a worst expression takes, in the median. */
  readonly worstToken: number;
}

/** How many requests are under way at once. */
const CONNECTIONS = 4;
/** The resolution of the event loop's clock, which is part of every delay it tells. */
const RESOLUTION_MS = 1;

const usual = defineClaims(
  {
    schemas: { app: { home: "text?" }, user: { email: "text", department: "text?" } },
    clients: [{ clientId: "app1", grants: ["authorization_code"], profile: { home: "HDQ" } }],
    claims: [
      { name: "home", value: "app.home" },
      { name: "mail", value: 'user.email.substringBefore("@").toUpperCase()' },
      { name: "department", value: 'user.department ?: "none"' },
      { name: "role", value: 'isMemberOfGroupName("Admins") ? "admin" : "user"' },
      { name: "groups", value: 'groups.![name].?[#this.startsWith("A")]' },
    ],
  },
  { functions: allFunctions },
);

/** One set for each worst expression: a token has one of them. */
const worst = WORST.map(({ expr, context }) => {
  const claims = [{ name: "worst", value: expr, whenError: "omit" }];
  return {
    set: defineClaims({ clients: [{ clientId: "app1", grants: ["authorization_code"] }], claims }, { functions: allFunctions }),
    context,
  };
});

function usualContext(number: number): object {
  const user = {
    id: `00u${number}`,
    profile: { email: `user${number}@example.com`, department: number % 3 === 0 ? null : "Sales" },
  };
  return { user, groups: [{ id: "00g1", type: "OKTA_GROUP", name: "Admins" }] };
}

/** One token; every tenth has a worst expression. */
function issued(number: number): string {
  const hard = number % 10 === 0 ? worst[(number / 10) % worst.length] : undefined;
  const context = hard ? { user: { id: "1" }, ...hard.context } : usualContext(number);
  const set = hard?.set ?? usual;
  return JSON.stringify(set.issue({ grant: "authorization_code", token: "access_token", client: "app1", context }));
}

function medianOf(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

/** Serves for so many seconds. */
export async function soakServer(seconds: number): Promise<Served> {
  let tokens = 0;
  const hard: number[] = [];
  const server = createServer((_asked, answer) => {
    const number = ++tokens;
    const began = performance.now();
    const text = issued(number);
    if (number % 10 === 0) hard.push(performance.now() - began);
    answer.setHeader("content-type", "application/json");
    answer.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  await load(port, agent, 1);
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  [tokens, hard.length] = [0, 0];
  delays.enable();
  await load(port, agent, seconds);
  delays.disable();
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    tokens,
    worstTokens: hard.length,
    p50: late(delays.percentile(50)),
    p99: late(delays.percentile(99)),
    worst: late(delays.max),
    worstToken: medianOf(hard),
  };
}

/** Asks for tokens, several at once, until the time is over. */
async function load(port: number, agent: Agent, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const asked = request({ port, host: "127.0.0.1", agent, path: "/token" }, (answer) => {
        answer.resume();
        answer.on("end", resolve);
      });
      asked.on("error", reject);
      asked.end();
    });
  const client = async () => {
    while (performance.now() < end) await one();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
}
