/** `claims-el/sql`: expressions as SQL that gives values and reason codes, for the dialects of a table. */
export type { Dialect } from "./dialect.js";
export { DIALECTS, type DialectName } from "./dialects.js";
export type { ScalarKind } from "./fragment.js";
export type { Residual } from "./kit.js";
export { contextOf, type Layout, type LayoutColumn, type Placement } from "./layout.js";
export { compileSql, type SqlColumn, type SqlResult, type SqlSettings } from "./query.js";
export type { Misfit } from "./read.js";
