/** fast-check with one seed for every run: a check says tomorrow what it says today. `PROPERTY_SEED=7 npm test` takes another. */
import fc from "fast-check";

/** The seed of every property. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 20260131);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });

export default fc;
