/** Every library that the bench compares with. */
import { bufbuild, celJs, marcbachmann } from "./cel.mjs";
import { exprEval, filtrex, jexl, jsonata, jsonLogic, jsonLogicBuilt, spel2js } from "./others.mjs";

/** The peers, the fastest first. */
export const peers = [jsonLogicBuilt, jsonLogic, filtrex, marcbachmann, exprEval, spel2js, jexl, bufbuild, celJs, jsonata];
