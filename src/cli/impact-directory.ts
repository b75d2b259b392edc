/** A directory that a command has opened. */
import type { Database } from "../impact/database.js";

/** A directory that must be closed, and may be closed at any moment. */
export interface OpenedDirectory extends Database {
  close(): void;
}
