/** Codes of claims documents and of the requests that a claim set answers. */
import { defineCodes } from "../define.js";

export const CLAIMS_CODES = defineCodes({
  "claims/not-readable": {
    severity: "error",
    message: "The document cannot be read: {problem}.",
    hint: "{advice}",
  },
  "claims/text-too-long": {
    severity: "error",
    message: "The text of the document has more than {limit} characters.",
    hint: "Split the document, or raise the limit `documentLength`.",
  },
  "claims/too-deep": {
    severity: "error",
    message: "The document is nested more than {limit} levels deep at `{path}`, or contains itself.",
    hint: "Flatten it, or raise the limit `documentDepth`.",
  },
  "claims/too-large": {
    severity: "error",
    message: "The document holds more than {limit} values.",
    hint: "Split it, or raise the limit `documentSize`.",
  },
  "claims/too-many": {
    severity: "error",
    message: "The document has {count} claims, more than {limit}.",
    hint: "Split it, or raise the limit `claims`.",
  },
  "claims/duplicate-key": {
    severity: "error",
    message: "The key `{key}` is written twice in one map.",
    hint: "Remove one of the two; the first is on line {line}.",
  },
  "claims/bad-document": {
    severity: "error",
    message: "`{path}` {problem}.",
    hint: "{advice}",
  },
  "claims/schema-file": {
    severity: "error",
    message: "The schema of `{root}` cannot be read from `{file}`: {problem}.",
    hint: "Paths are relative to the document; a program gives the schema itself instead of a file's name.",
  },
  "claims/tests-file": {
    severity: "error",
    message: "The tests cannot be read from `{file}`: {problem}.",
    hint: "Paths are relative to the document; a program gives the list of tests itself instead of a file's name.",
  },
  "claims/two-environments": {
    severity: "error",
    message: "The document has `{key}`, and an environment was given too.",
    hint: "Leave one of the two out.",
  },
  "claims/reserved-name": {
    severity: "error",
    message: "The name `{name}` is reserved in the {token} ({source}).",
    hint: "{advice}",
  },
  "claims/unsafe-name": {
    severity: "error",
    message: "`{name}` is not a name for a claim: {problem}.",
    hint: "Use letters, digits and `_`, or a URI such as `https://example.com/claims/role`.",
  },
  "claims/name-clash": {
    severity: "error",
    message: "`{name}` is written twice into the same {token}: by this claim and by claim {other}.",
    hint: "Rename one, or give the two different tokens, grants or clients.",
  },
  "claims/unknown-client": {
    severity: "error",
    message: "There is no client `{client}` in this document.",
    hint: "{advice}",
  },
  "claims/unknown-grant": {
    severity: "error",
    message: "There is no grant `{grant}`.",
    hint: "{advice}",
  },
  "claims/unknown-claim": {
    severity: "error",
    message: "There is no active claim `{name}` in this document.",
    hint: "{advice}",
  },
  "claims/unknown-property": {
    severity: "warning",
    message: "The client `{client}` has the property `{property}`, which the schema of `app` does not declare.",
    hint: "{advice}",
  },
  "claims/duplicate-client": {
    severity: "error",
    message: "The client `{client}` is in this document twice.",
    hint: "Remove one of the two.",
  },
  "claims/default-type": {
    severity: "error",
    message: "The default is {actual}, but the claim gives {wanted}.",
    hint: "Give a default of the claim's own type.",
  },
  "claims/client-profile": {
    severity: "error",
    message: "The client `{client}` does not fit its schema: {problem}.",
    hint: "Correct the client's profile, or the schema of `app`.",
  },
  "claims/never": {
    severity: "warning",
    message: "`{name}` is never in a token: on {grants} it has no value ({reasons}).",
    hint: "Give it a default, another expression, or other grants.",
  },
  "claims/no-token": {
    severity: "warning",
    message: "`{name}` goes into no token: none of its grants gives any of its tokens.",
    hint: "On {grants} there is only the {tokens}.",
  },
  "claims/unknown-token": {
    severity: "error",
    message: "There is no token `{token}` on {grant}.",
    hint: "On {grant} there is: {known}.",
  },
  "claims/grant-of-client": {
    severity: "error",
    message: "The client `{client}` may not use {grant}.",
    hint: "Its grants are: {known}.",
  },
  "claims/client-mismatch": {
    severity: "error",
    message: "The request is for the client `{asked}`, but the context's `app.clientId` is another.",
    hint: "Make the two agree, or leave one out.",
  },
  "claims/scope-mismatch": {
    severity: "error",
    message: "The scopes of the request are not those of the context's `access.scope`.",
    hint: "Make the two agree, or leave one out.",
  },
  "claims/bad-request": {
    severity: "error",
    message: "The request's `{field}` is {actual}, where {wanted} is wanted.",
    hint: "A request has `grant`, `token`, `scopes`, `context`, and if wanted `client`.",
  },
  "claims/absent": {
    severity: "error",
    message: "`{name}` has no value ({reason}), and its policy is to fail then.",
    hint: "Supply the value, or choose another policy for `{policy}`.",
  },
  "claims/empty": {
    severity: "error",
    message: "`{name}` is empty, and its policy is to fail then.",
    hint: "Supply a value, or choose another policy for `whenEmpty`.",
  },
  "claims/bad-test": {
    severity: "error",
    message: "Test {number} can never pass: {problem}.",
    hint: "{advice}",
  },
  "claims/limit-not-allowed": {
    severity: "warning",
    message: "The limit of {limit} groups is {most} on {grants}.",
    hint: "{advice}",
  },
  "claims/target-name": {
    severity: "error",
    message: "`{name}` cannot be set in {target}: {problem}.",
    hint: "Choose another name, such as a URI of your own: `https://example.com/claims/{name}`.",
  },
  "claims/target-value": {
    severity: "error",
    message: "`{name}` gives {actual}, which {target} cannot carry.",
    hint: "It takes {allowed}; convert the value in the expression.",
  },
  "claims/target-token": {
    severity: "error",
    message: "`{name}` is for the {token}, and {target} cannot write into it.",
    hint: "It writes into the {allowed}.",
  },
  "claims/target-size": {
    severity: "error",
    message: "The claims of the {token} on {grant} take {bytes} bytes or more; {target} takes {limit}.",
    hint: "Leave large claims out, or move them to userinfo.",
  },
  "claims/unknown-target": {
    severity: "error",
    message: "There is no target `{target}`.",
    hint: "{advice}",
  },
  "claims/not-configured": {
    severity: "error",
    message: "The running server was not told of {missing}, which this claim set needs.",
    hint: "Restart the server with the configuration that the adapter gives for the new claim set.",
  },
});
