/** On client_credentials whatever the data carries of a user, a session or groups changes nothing: no stale user leaks into a machine token. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

const stale = (typed: boolean) => scenarios({ rows: allFunctions, typed, data: "stale" });

describe("machine tokens", () => {
  it("do not see who is left over in the data", () => {
    forAll(fc.oneof(stale(true), stale(false)), 1000, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const {
        user: _user,
        appuser: _appuser,
        session: _session,
        groups: _groups,
        directory: _directory,
        ...own
      } = scenario.context;
      const [full, bare] = [evaluated(trial), evaluated(trial, own)];
      return isDeepStrictEqual(full, bare)
        ? undefined
        : `it gives ${JSON.stringify(full)}, and without them ${JSON.stringify(bare)}`;
    });
  });
});
