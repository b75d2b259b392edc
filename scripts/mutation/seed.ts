/** The seed of generated inputs, so that a run can be repeated. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 20260131);
