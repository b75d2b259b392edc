/** The libraries that speak CEL. */
import { celEnv, isCelList, parse as parseBuf, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { Environment } from "@marcbachmann/cel-js";
import { evaluate, parse as parseCelJs } from "cel-js";
import { chain, ladder, replaced, withNulls } from "./words.mjs";

const TEXTS = [
  "app.profile.system_home",
  "appuser.role",
  'user.firstName + " " + user.lastName',
  'user.department == "Engineering" && user.title != null ? "eng" : "other"',
  'user.email.split("@")[0].lowerAscii()',
  '"admin" in appuser.roles',
  ladder("user.country", '"XX"'),
  'groups.filter(g, g.name.startsWith("app_"))',
  'user == null ? "none" : user.department',
  chain((attribute, value, title) => `(user.${attribute} == "${value}" && user.title == "${title}")`, " || "),
];

const environment = ["user", "appuser", "app", "groups"].reduce(
  (made, name) => made.registerVariable(name, "dyn"),
  new Environment({ unlistedVariablesAreDyn: true }),
);

/** The fastest evaluator of texts that generates no code. */
export const marcbachmann = {
  name: "@marcbachmann/cel-js",
  texts: TEXTS,
  notes: "the ninth is given user: null and tests for it, since a missing variable throws",
  parse: (text) => environment.parse(text),
  compile: (text) => {
    const program = environment.parse(text);
    const { valid, error } = program.check();
    if (!valid) throw error;
    return program;
  },
  prepare: withNulls,
  surface: 'export { Environment } from "@marcbachmann/cel-js";',
};

const buf = celEnv({ funcs: strings });

/** Buf's. */
export const bufbuild = {
  name: "@bufbuild/cel",
  texts: TEXTS,
  notes: "the eighth gives a list of its own, left as it is; the ninth as above",
  parse: parseBuf,
  compile: (text) => plan(buf, parseBuf(text)),
  prepare: withNulls,
  plain: (result) =>
    isCelList(result)
      ? [...result].map((group) => ({ id: group.get("id"), type: group.get("type"), name: group.get("name") }))
      : result,
  surface: 'export { celEnv, plan, parse } from "@bufbuild/cel"; export { strings } from "@bufbuild/cel/ext";',
};

const FUNCTIONS = {
  lower: (text) => text.toLowerCase(),
  before: (text, search) => text.slice(0, text.indexOf(search)),
  appGroups: (groups) => groups.filter((group) => group.name.startsWith("app_")),
};

/** The other library built on chevrotain; it walks the concrete tree at every evaluation. */
export const celJs = {
  name: "cel-js",
  chevrotain: true,
  texts: replaced(TEXTS, { 4: 'lower(before(user.email, "@"))', 7: "appGroups(groups)" }),
  notes: "text functions and the group filter are functions of the host; the ninth as above",
  parse: parseCelJs,
  compile: (text) => {
    const { isSuccess, cst, errors } = parseCelJs(text);
    if (!isSuccess) throw new Error(errors.join("\n"));
    return (context) => evaluate(cst, context, FUNCTIONS);
  },
  prepare: withNulls,
  surface: 'export { parse, evaluate } from "cel-js";',
};
