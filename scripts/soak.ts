/** Whether memory stays where it is, and an issuer answers soon: `npm run verify:soak [-- --evaluations N --programs N --distinct N --seconds N --evidence]`. */
import { parseArgs } from "node:util";
import { commitOf, writeEvidence } from "./evidence.mjs";
import { soakDistinct, soakEvaluations } from "./soak/memory.js";
import { soakServer } from "./soak/server.js";

/** More memory than this, in MB, may not be held after as many evaluations as one likes. */
const MOST_GROWTH_MB = 2;
/** The event loop may not be held up longer than this, in ms, in all but one of a hundred samples. */
const MOST_DELAY_MS = 10;

const { values } = parseArgs({
  options: {
    evaluations: { type: "string", default: "10000000" },
    programs: { type: "string", default: "1000" },
    distinct: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "60" },
    evidence: { type: "boolean", default: false },
  },
});
const [commit, started] = [commitOf(), new Date()];
if (globalThis.gc === undefined) {
  process.stderr.write("Run it by `npm run verify:soak`: it needs Node's --expose-gc.\n");
  process.exit(2);
}

const told = (name: string, value: string): void => void process.stdout.write(`${name}: ${value}\n`);
const mb = (bytes: number): string => (bytes / 1_048_576).toFixed(2);

// First, in a process that did nothing else before: an issuer is one.
const server = await soakServer(Number(values.seconds));
told(
  "event loop",
  `p50 ${server.p50.toFixed(1)} ms, p99 ${server.p99.toFixed(1)} ms, worst ${server.worst.toFixed(1)} ms, over ${server.tokens} tokens`,
);
told("the worst expression", `${server.worstToken.toFixed(2)} ms in the median`);
const evaluations = soakEvaluations(Number(values.programs), Number(values.evaluations));
told("heap after evaluations", `${mb(evaluations.growth)} MB more than warm, over ${evaluations.count}`);
const distinct = soakDistinct(Number(values.distinct));
told("heap after distinct programs", `${mb(distinct.growth)} MB more than warm, over ${distinct.count}`);

const holds =
  evaluations.growth < MOST_GROWTH_MB * 1_048_576 && distinct.growth < MOST_GROWTH_MB * 1_048_576 && server.p99 < MOST_DELAY_MS;
process.exitCode = holds ? 0 : 1;
if (values.evidence) {
  writeEvidence("soak", {
    title: "Memory over many evaluations, and an issuer under load",
    what: `Heap after collection is compared with the warm one: it may grow by ${MOST_GROWTH_MB} MB. Before that the issuer, in a process that did nothing else, answers HTTP requests as fast as they come, every tenth with the worst expressions that the limits allow; its event loop may be held up ${MOST_DELAY_MS} ms at p99.`,
    command: `npm run verify:soak -- --evaluations ${values.evaluations} --programs ${values.programs} --distinct ${values.distinct} --seconds ${values.seconds}`,
    commit,
    started,
    counts: {
      evaluations: evaluations.count,
      "of so many programs": Number(values.programs),
      "growth of the heap, MB": mb(evaluations.growth),
      "distinct programs, each parsed, compiled and evaluated once": distinct.count,
      "growth of the heap after them, MB": mb(distinct.growth),
      "tokens issued over HTTP": server.tokens,
      "of them with the worst expressions": server.worstTokens,
      "event-loop delay p50, ms": server.p50.toFixed(1),
      "event-loop delay p99, ms": server.p99.toFixed(1),
      "event-loop delay, longest, ms": server.worst.toFixed(1),
      "one token with a worst expression, ms in the median": server.worstToken.toFixed(2),
    },
    holds,
  });
}
