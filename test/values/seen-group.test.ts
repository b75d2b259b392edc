/** A group that comes again: its texts are read as they are once they were looked at, each one for itself, and held to the same bounds. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { areTextsSpoiled, SeenFields } from "../../src/values/seen-group.js";
import { Fault, type Value } from "../../src/values/value.js";
import { whilePolluted } from "../polluted.js";

const TEXTS = ["id", "type", "name"] as const;

function fieldsOf(raw: object, textLength = DEFAULT_LIMITS.textLength): SeenFields {
  return new SeenFields(raw, "groups[0]", { ...DEFAULT_LIMITS, textLength });
}

/** An object that counts how often its properties are looked at before they are read. */
function counting(raw: object): { raw: object; looks: () => number } {
  let looked = 0;
  const proxy = new Proxy(raw, {
    getOwnPropertyDescriptor(target, key) {
      looked++;
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
  return { raw: proxy, looks: () => looked };
}

function told(value: Value | Fault | undefined): unknown {
  return value instanceof Fault ? `${value.code} ${value.data.path}` : value;
}

describe("the texts of a group", () => {
  const group = { id: "00g1", type: "OKTA_GROUP", name: "Admins", description: "All of them" };
  it.each(TEXTS)("%s is the same the first time and every time after", (name) => {
    const fields = fieldsOf(group);
    expect([1, 2, 3].map(() => fields.get(name))).toEqual([group[name], group[name], group[name]]);
  });
  it.each(TEXTS)("%s is looked at before it is read, and from then on read as it is", (name) => {
    const { raw, looks } = counting({ ...group });
    // As long as a text may be.
    const fields = fieldsOf(raw, "OKTA_GROUP".length);
    fields.get(name);
    const first = looks();
    expect(first).toBeGreaterThan(0);
    expect(fields.get(name)).toBe(group[name]);
    expect(looks()).toBe(first);
  });
  it.each(
    [...TEXTS, "description" as const].flatMap((one) =>
      TEXTS.filter((other) => other !== one).map((other) => [one, other] as const),
    ),
  )("that %s was looked at says nothing about %s", (one, other) => {
    const raw = Object.defineProperty({ ...group }, other, { get: () => expect.unreachable(), enumerable: true });
    const fields = fieldsOf(raw);
    expect(fields.get(one)).toBe(group[one]);
    expect(fields.get(one)).toBe(group[one]);
    expect(told(fields.get(other))).toBe(`context/accessor groups[0].${other}`);
  });
  it.each(TEXTS)("%s that is another text later is that text", (name) => {
    const raw = { ...group };
    const fields = fieldsOf(raw);
    fields.get(name);
    raw[name] = "later";
    expect(fields.get(name)).toBe("later");
  });
  it.each(TEXTS)("%s that is no text later, or too long, does not pass", (name) => {
    const raw: Record<string, unknown> = { ...group };
    const fields = fieldsOf(raw, 12);
    fields.get(name);
    raw[name] = "x".repeat(12);
    expect(fields.get(name)).toBe("x".repeat(12));
    raw[name] = "x".repeat(13);
    expect(told(fields.get(name))).toBe(`context/text-too-long groups[0].${name}`);
    raw[name] = 5;
    expect(told(fields.get(name))).toBe(`context/type-mismatch groups[0].${name}`);
  });
  it("other fields are admitted each time", () => {
    const { raw, looks } = counting({ ...group });
    const fields = fieldsOf(raw);
    expect(fields.get("description")).toBe("All of them");
    const first = looks();
    expect(fields.get("description")).toBe("All of them");
    expect(looks()).toBe(2 * first);
    expect(fields.get("no such field")).toBeUndefined();
  });
  it("a name that stands in the profile alone is found there each time", () => {
    const fields = fieldsOf({ id: "00g1", profile: { name: "Admins" } });
    expect([fields.get("name"), fields.get("name")]).toEqual(["Admins", "Admins"]);
  });
  it("a name of the profile is not taken for one of the group, whatever comes to stand there", () => {
    const raw = { id: "00g1", profile: { name: "Admins" } };
    const fields = fieldsOf(raw);
    expect(fields.get("name")).toBe("Admins");
    Object.defineProperty(raw, "name", { get: () => expect.unreachable(), enumerable: true });
    expect(told(fields.get("name"))).toBe("context/accessor groups[0].name");
  });
  it("what is missing is null", () => expect(fieldsOf({ id: "1" }).get("type")).toBeNull());
  it("a group that is no plain data is a fault of each of its fields", () => {
    expect(told(fieldsOf(new Map()).get("name"))).toBe("context/not-plain groups[0]");
    expect(told(fieldsOf([]).get("name"))).toBe("context/type-mismatch groups[0]");
  });
});

describe("where a group comes from", () => {
  const source = { id: "0oa1", type: "active_directory", realm: "emea" };
  const map = (of: object) => new Map(Object.entries(of));
  it.each([
    ["is known", { id: "00g1", source }, map(source)],
    ["is missing", { id: "00g1" }, null],
  ])("is looked at once where it %s, and from then on compared", (_how, group, value) => {
    const { raw, looks } = counting(group);
    const fields = fieldsOf(raw);
    expect(fields.get("source")).toEqual(value);
    const first = looks();
    expect(fields.get("source")).toEqual(value);
    expect(looks()).toBe(first);
  });
  it("is asked for itself, whatever text was read before", () => {
    const fields = fieldsOf({ id: "00g1", type: "OKTA_GROUP" });
    for (let time = 0; time < 2; time++) expect([fields.get("type"), fields.get("source")]).toEqual(["OKTA_GROUP", null]);
  });
  it("is what the host says now", () => {
    const raw: { id: string; source?: Record<string, unknown> } = { id: "00g1" };
    const fields = fieldsOf(raw);
    expect(fields.get("source")).toBeNull();
    raw.source = { ...source };
    const said: object[] = [raw.source];
    const changed = (more: Record<string, unknown>) => Object.assign(raw.source as object, more);
    expect(fields.get("source")).toEqual(map(raw.source));
    for (const more of [{ id: "0oa2" }, { realm: "apac" }, { more: 1 }, { deep: { x: 1 } }]) {
      changed(more);
      said.push({ ...raw.source });
      const admitted = fields.get("source") as ReadonlyMap<string, Value>;
      expect([...admitted.keys()].sort()).toEqual(Object.keys(raw.source).sort());
      expect(admitted.get("id")).toBe(raw.source.id);
      expect(admitted.get("realm")).toBe(raw.source.realm);
    }
    delete raw.source.realm;
    expect((fields.get("source") as ReadonlyMap<string, Value>).has("realm")).toBe(false);
    delete raw.source;
    expect(fields.get("source")).toBeNull();
  });
  it("is admitted each time where there is more in it than texts and numbers", () => {
    const raw = { id: "00g1", source: { ...source, deep: { x: 1 } } };
    const fields = fieldsOf(raw);
    fields.get("source");
    raw.source.deep.x = 2;
    expect((fields.get("source") as ReadonlyMap<string, Value>).get("deep")).toEqual(map({ x: 2 }));
  });
  it.each([
    ["no map", 5, "context/type-mismatch groups[0].source"],
    ["no plain data", new Map(), "context/not-plain groups[0].source"],
  ])("is a fault where it comes to be %s", (_how, later, fault) => {
    const raw: { id: string; source?: unknown } = { id: "00g1" };
    const fields = fieldsOf(raw);
    fields.get("source");
    raw.source = later;
    expect(told(fields.get("source"))).toBe(fault);
    raw.source = source;
    expect(fields.get("source")).toEqual(map(source));
    raw.source = later;
    expect(told(fields.get("source"))).toBe(fault);
  });
  it("runs nothing of an object that inherits", () => {
    const trap = Object.create(null, { id: { get: () => expect.unreachable(), enumerable: true } });
    const raw = { id: "00g1", source: Object.setPrototypeOf({ type: "x" }, Object.create(trap)) };
    const fields = fieldsOf(raw);
    for (let time = 0; time < 3; time++) expect(told(fields.get("source"))).toBe("context/not-plain groups[0].source");
  });
  it("is not taken for missing where it is null, or nobody may list it", () => {
    const fields = fieldsOf({ id: "00g1", source: null });
    expect([fields.get("source"), fields.get("source")]).toEqual([null, null]);
    const hidden = fieldsOf(Object.defineProperty({ id: "00g1" }, "source", { value: source }));
    expect([hidden.get("source"), hidden.get("source")]).toEqual([null, null]);
  });
});

describe("what was written of a group", () => {
  const group = { id: "00g1", type: "OKTA_GROUP", name: "Admins" };
  const seen = (raw: object): SeenFields => {
    const fields = fieldsOf(raw);
    for (const name of TEXTS) fields.get(name);
    return fields;
  };
  it("is known only of texts that were looked at, as long as they are the same", () => {
    const raw = { ...group };
    const fields = seen(raw);
    expect(fields.written()).toBeUndefined();
    fields.found(raw.id, raw.type, raw.name);
    expect(fields.written()).toEqual(group);
    raw.name = "Others";
    expect(fields.written()).toBeUndefined();
    const unseen = fieldsOf(raw);
    unseen.found(raw.id, raw.type, raw.name);
    expect(unseen.written()).toBeUndefined();
  });
  it.each(TEXTS)("is not kept where its %s has come to be no text", (name) => {
    const raw: Record<string, unknown> = { ...group };
    const fields = seen(raw);
    raw[name] = null;
    expect(fields.get(name)).toBeNull();
    fields.found(raw.id, raw.type, raw.name);
    expect(fields.written()).toBeUndefined();
  });
});

describe("names that a stranger put on every object", () => {
  it.each([...TEXTS, "source"])("%s spoils the texts", (name) => {
    expect(areTextsSpoiled()).toBe(false);
    expect(whilePolluted(name, "stranger", areTextsSpoiled)).toBe(true);
    expect(areTextsSpoiled()).toBe(false);
  });
  it("others do not", () => expect(whilePolluted("description", "stranger", areTextsSpoiled)).toBe(false));
});
