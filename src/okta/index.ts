/** `claims-el/okta`: a tenant of Okta as a claims document, and back. */
export type { OktaExport, OktaObject } from "./export-json.js";
export { exportOkta } from "./export-json.js";
export type { TerraformOptions } from "./export-terraform.js";
export { exportTerraform } from "./export-terraform.js";
export type { ImportCount, ImportOptions, OktaFile, OktaImport } from "./import.js";
export { importOkta } from "./import.js";
export type { ExportNoteCode, ImportNoteCode, NoteOutcome, NoteSubject, OktaNote, Origin } from "./notes.js";
