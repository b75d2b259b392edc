/** Opens a directory: a folder of exports in an embedded DuckDB, or a PostgreSQL by its connection string. */
import type { ClaimSet } from "../claims/set.js";
import { UsageError } from "./exit.js";
import type { OpenedDirectory } from "./impact-directory.js";
import { openFolder } from "./impact-duckdb.js";
import { openServer } from "./impact-postgres.js";

/** Opens what `--directory` names. */
export async function openDirectory(place: string, set: ClaimSet): Promise<OpenedDirectory> {
  if (/^postgres(ql)?:\/\//.test(place)) return openServer(place);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place))
    throw new UsageError(
      "the directory is neither a folder nor a PostgreSQL",
      "Give a folder of exports, or postgresql://user@host/database.",
    );
  return openFolder(place, set);
}
