/** The libraries with a syntax of their own. */
import { Parser } from "expr-eval";
import { compileExpression } from "filtrex";
import Jexl from "jexl";
import { LogicEngine } from "json-logic-engine";
import jsonataOf from "jsonata";
import spel from "spel2js";
import { ARMS, chain, ladder, PAIRS, replaced, withNulls } from "./words.mjs";

const appGroups = (groups) => groups.filter((group) => group.name.startsWith("app_"));
const before = (text, search) => text.slice(0, text.indexOf(search));
const lower = (text) => text.toLowerCase();

const SCRIPT = [
  "app.profile.system_home",
  "appuser.role",
  'user.firstName + " " + user.lastName',
  'user.department == "Engineering" && user.title != null ? "eng" : "other"',
  'lower(before(user.email, "@"))',
  '"admin" in appuser.roles',
  ladder("user.country", '"XX"'),
  "appGroups(groups)",
  'user.department || "none"',
  chain((attribute, value, title) => `(user.${attribute} == "${value}" && user.title == "${title}")`, " || "),
];

/** JSONata. */
export const jsonata = {
  name: "jsonata",
  async: true,
  texts: replaced(SCRIPT, {
    2: 'user.firstName & " " & user.lastName',
    3: '(user.department = "Engineering" and user.title != null) ? "eng" : "other"',
    4: '$lowercase($substringBefore(user.email, "@"))',
    6: ladder("user.country", '"XX"').replaceAll("==", "="),
    7: '[groups[$substring(name, 0, 4) = "app_"]]',
    8: 'user.department ? user.department : "none"',
    9: chain((attribute, value, title) => `(user.${attribute} = "${value}" and user.title = "${title}")`, " or "),
  }),
  notes: "asynchronous alone; the eighth takes a substring",
  compile: (text) => {
    const expression = jsonataOf(text);
    return (context) => expression.evaluate(context);
  },
  surface: 'import jsonata from "jsonata"; export { jsonata };',
};

const jexlInstance = new Jexl.Jexl();
jexlInstance.addTransform("before", before);
jexlInstance.addTransform("lower", lower);
jexlInstance.addTransform("appGroups", appGroups);

/** Jexl. */
export const jexl = {
  name: "jexl",
  texts: replaced(SCRIPT, {
    3: 'user.department == "Engineering" && user.title ? "eng" : "other"',
    4: 'user.email|before("@")|lower',
    7: "groups|appGroups",
  }),
  notes: "no null; text functions and the group filter are functions of the host",
  compile: (text) => {
    const expression = jexlInstance.compile(text);
    return (context) => expression.evalSync(context);
  },
  surface: 'import Jexl from "jexl"; export { Jexl };',
};

const exprParser = new Parser();
Object.assign(exprParser.functions, { before, lower, appGroups, isNull: (value) => value === null || value === undefined });

/** expr-eval. */
export const exprEval = {
  name: "expr-eval",
  texts: replaced(SCRIPT, {
    2: 'user.firstName || " " || user.lastName',
    3: '(user.department == "Engineering" and not isNull(user.title)) ? "eng" : "other"',
    6: ARMS.reduceRight((rest, [name, area]) => `(user.country == "${name}") ? "${area}" : (${rest})`, '"XX"'),
    8: 'isNull(user) ? "none" : user.department',
    9: chain((attribute, value, title) => `(user.${attribute} == "${value}" and user.title == "${title}")`, " or "),
  }),
  notes: "no null; text functions and the group filter are functions of the host; the ninth is given user: null",
  compile: (text) => {
    const expression = exprParser.parse(text);
    return (context) => expression.evaluate(context);
  },
  prepare: withNulls,
  surface: 'export { Parser } from "expr-eval";',
};

/** Filtrex, which makes JavaScript from the text. */
export const filtrex = {
  name: "filtrex",
  generatesCode: true,
  texts: replaced(SCRIPT, {
    0: "system_home of profile of app",
    1: "role of appuser",
    2: 'concat(firstName of user, " ", lastName of user)',
    3: 'if department of user == "Engineering" and notNull(title of user) then "eng" else "other"',
    4: 'lower(before(email of user, "@"))',
    5: '"admin" in roles of appuser',
    6: ARMS.reduceRight((rest, [name, area]) => `if country of user == "${name}" then "${area}" else (${rest})`, '"XX"'),
    8: 'if notNull(user) then department of user else "none"',
    9: chain((attribute, value, title) => `(${attribute} of user == "${value}" and title of user == "${title}")`, " or "),
  }),
  notes: "no null and no concatenation; the group filter is a function of the host; the ninth is given user: null",
  compile: (text) =>
    compileExpression(text, {
      extraFunctions: {
        before,
        lower,
        appGroups,
        notNull: (value) => value !== null && value !== undefined,
        concat: (...parts) => parts.join(""),
      },
    }),
  prepare: withNulls,
  surface: 'export { compileExpression } from "filtrex";',
};

/** SpEL2JS. */
export const spel2js = {
  name: "spel2js",
  texts: replaced(SCRIPT, {
    4: "user.email.split('@')[0].toLowerCase()",
    5: "appuser.roles.contains('admin')",
    7: "groups.?[name.startsWith('app_')]",
    8: "#root?.user?.department ?: 'none'",
  }).map((text) => text.replaceAll('"', "'")),
  notes: "the fifth splits; the ninth names the root",
  compile: (text) => {
    const expression = spel.SpelExpressionEvaluator.compile(text);
    return (context) => expression.eval(context);
  },
  surface: 'import spel from "spel2js"; export { spel };',
};

const logic = new LogicEngine();
logic.addMethod("before", ([text, search]) => before(text, search), { deterministic: true });
logic.addMethod("lower", ([text]) => lower(text), { deterministic: true });
logic.addMethod("startsWith", ([text, prefix]) => text.startsWith(prefix), { deterministic: true });

const at = (path) => ({ var: path });
const RULES = [
  at("app.profile.system_home"),
  at("appuser.role"),
  { cat: [at("user.firstName"), " ", at("user.lastName")] },
  { if: [{ and: [{ "==": [at("user.department"), "Engineering"] }, { "!=": [at("user.title"), null] }] }, "eng", "other"] },
  { lower: [{ before: [at("user.email"), "@"] }] },
  { in: ["admin", at("appuser.roles")] },
  { if: [...ARMS.flatMap(([name, area]) => [{ "==": [at("user.country"), name] }, area]), "XX"] },
  { filter: [at("groups"), { startsWith: [at("name"), "app_"] }] },
  { or: [at("user.department"), "none"] },
  {
    or: Array.from({ length: 10 }, (_, place) => {
      const [attribute, value] = PAIRS[place % 3];
      return { and: [{ "==": [at(`user.${attribute}`), value] }, { "==": [at("user.title"), `no such title ${place}`] }] };
    }),
  },
];

/** json-logic-engine without code generation; its rules are JSON. */
export const jsonLogic = {
  name: "json-logic-engine",
  texts: RULES.map((rule) => JSON.stringify(rule)),
  notes: "rules are JSON; text functions are methods of the host",
  compile: (text) => {
    const rule = JSON.parse(text);
    return (context) => logic.run(rule, context);
  },
  surface: 'export { LogicEngine } from "json-logic-engine";',
};

/** The same engine, which makes JavaScript from the rules. */
export const jsonLogicBuilt = {
  ...jsonLogic,
  name: "json-logic-engine build()",
  generatesCode: true,
  compile: (text) => logic.build(JSON.parse(text)),
};
