/** The types that a host's own function rows are written with. */
export {
  BOOLEAN as boolean,
  COUNTRY as country,
  GROUP as group,
  INTEGER as integer,
  listOf,
  NUMBER as number,
  optional,
  required,
  TEXT as text,
  TIMESTAMP as timestamp,
  UNKNOWN as unknown,
} from "./type.js";
