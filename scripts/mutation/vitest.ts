/** Stands in for vitest where tests of many files run in one process, one by one and in any order. */
import { ChaiStyleAssertions, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

/** One test, ready to be run. */
export interface Test {
  readonly file: string;
  readonly title: string;
  readonly run: () => unknown;
  /** What has to be run before the first test of its file. */
  readonly before: readonly (() => unknown)[];
}

/** Every test that was told, in order. */
export const tests: Test[] = [];

let file = "";
let titles: readonly string[] = [];
let before: (() => unknown)[] = [];
let each: readonly (() => unknown)[] = [];

/** Tells which file the tests that follow are of. */
export function beginFile(path: string): void {
  file = path;
  before = [];
  each = [];
}

type Body = (...args: never[]) => unknown;

function addTest(title: string, body: Body | undefined, args: readonly unknown[] = []): void {
  if (body === undefined) return;
  const around = each;
  const run = () => {
    for (const hook of around) hook();
    return body(...(args as never[]));
  };
  tests.push({ file, title: [...titles, title].join(" > "), run, before });
}

function addGroup(title: string, body: Body | undefined, args: readonly unknown[] = []): void {
  const [outerTitles, outerEach] = [titles, each];
  titles = [...titles, title];
  body?.(...(args as never[]));
  [titles, each] = [outerTitles, outerEach];
}

type Add = typeof addTest;

/** `it` and `describe` take a body last or, with options, in the middle. */
function told(add: Add) {
  const plain = (title: string, first?: Body | object, second?: Body | object | number) => {
    const body = [first, second].find((part) => typeof part === "function") as Body | undefined;
    add(title, body);
  };
  const rows = (table: readonly unknown[]) => (title: string, first?: Body | object, second?: Body | object | number) => {
    const body = [first, second].find((part) => typeof part === "function") as Body | undefined;
    table.forEach((row, index) => void add(`${title} #${index}`, body, Array.isArray(row) ? row : [row]));
  };
  const skip = () => {};
  return Object.assign(plain, { each: rows, concurrent: plain, skip, skipIf: (no: boolean) => (no ? skip : plain) });
}

export const it = told(addTest);
export const test = it;
export const describe = told(addGroup);

export function beforeAll(hook: () => unknown): void {
  before.push(hook);
}

export function beforeEach(hook: () => unknown): void {
  each = [...each, hook];
}

/** What tests look at when all have run says nothing about one of them. */
export function afterAll(): void {}

export function afterEach(): void {}

for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) chai.use(plugin);

const unreachable = (message?: string): never => {
  throw new Error(message ?? "reached");
};

export const expect = Object.assign((value: unknown, message?: string) => chai.expect(value, message), chai.expect, {
  unreachable,
});
