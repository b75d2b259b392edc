/** How time grows: with the length of a source, sound and broken; with groups; with claims. */

import type { Library } from "./library.js";
import { type Effort, measureLeast, type Subject } from "./measure.js";
import { environmentOf } from "./ours.js";

/** Time at sizes that double, for one question. */
export interface Growth {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { readonly size: number; readonly ns: number }[];
  /** How often the largest takes as long as the first, divided by how often it is as large: 1 is linear. */
  readonly excess: number;
}

interface Question {
  readonly name: string;
  readonly unit: string;
  readonly sizes: readonly number[];
  readonly make: (size: number) => () => unknown;
}

const LENGTHS = [1000, 2000, 4000, 8000];

/** A text of about so many characters: comparisons joined with `or`. */
function chainOf(length: number): string {
  const pairs: string[] = [];
  for (let at = 0, sum = 0; sum < length; at++) {
    const pair = `user.attribute${at % 20} == "value ${at}"`;
    pairs.push(pair);
    sum += pair.length + 4;
  }
  return pairs.join(" or ");
}

function questions(library: Library): Question[] {
  const { main, claims } = library;
  const env = environmentOf(library);
  const user = { firstName: "Ann" };
  const broken = (length: number) => chainOf(length).replaceAll(" == ", " = ");
  const unknown = (length: number) => chainOf(length).replaceAll("user.attribute", "user.attribut");
  const withGroups = (size: number) => ({
    user,
    groups: Array.from({ length: size }, (_, at) => ({ id: `00g${at}`, type: "OKTA_GROUP", name: `group ${at}` })),
  });
  return [
    { name: "parse", unit: "characters", sizes: LENGTHS, make: (size) => once(chainOf(size), (text) => main.parse(text)) },
    { name: "parse, broken", unit: "characters", sizes: LENGTHS, make: (size) => once(broken(size), (text) => main.parse(text)) },
    { name: "check", unit: "characters", sizes: LENGTHS, make: (size) => once(chainOf(size), (text) => main.check(text, env)) },
    {
      name: "check, unknown names",
      unit: "characters",
      sizes: LENGTHS,
      make: (size) => once(unknown(size), (text) => main.check(text, env)),
    },
    {
      name: "evaluate",
      unit: "characters",
      sizes: LENGTHS,
      make: (size) => {
        const program = main.compile(chainOf(size), env);
        const context = { user: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`attribute${at}`, "x"])) };
        return () => program.evaluate(context);
      },
    },
    {
      name: "evaluate a group function",
      unit: "groups",
      sizes: [125, 250, 500, 1000],
      make: (size) => {
        const program = main.compile('isMemberOfGroupNameStartsWith("none")', env);
        const context = withGroups(size);
        return () => program.evaluate(context);
      },
    },
    {
      name: "issue",
      unit: "claims",
      sizes: [25, 50, 100, 200],
      make: (size) => {
        const set = claims.defineClaims({
          claims: Array.from({ length: size }, (_, at) => ({ name: `claim${at}`, value: `user.attribute${at % 20}` })),
        } as Parameters<typeof claims.defineClaims>[0]);
        const context = { user: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`attribute${at}`, "x"])) };
        const request = { grant: "authorization_code", token: "access_token", context } as const;
        return () => set.issue(request);
      },
    },
  ];
}

function once(text: string, verb: (text: string) => unknown): () => unknown {
  return () => verb(text);
}

/** The section. */
export async function growthSection(library: Library, effort: Effort): Promise<Growth[]> {
  const asked = questions(library);
  const subjects = asked.flatMap(({ name, sizes, make }) =>
    sizes.map((size): Subject<undefined> => ({ name: `${name} ${size}`, run: make(size), inputs: [undefined] })),
  );
  // The least time is what tells of the work alone.
  const timings = await measureLeast(subjects, effort);
  return asked.map(({ name, unit, sizes }) => {
    const points = sizes.map((size) => ({ size, ns: timings.get(`${name} ${size}`) as number }));
    const [first, last] = [points[0], points.at(-1)] as [(typeof points)[0], (typeof points)[0]];
    return { name, unit, points, excess: last.ns / first.ns / (last.size / first.size) };
  });
}
