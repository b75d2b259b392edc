/**
 * What public functions do where their caller left too little of the host's stack: they end with a diagnostic, never in an error of the host.
 *
 * Where the stack is used up nothing of ours can be called any more: V8 compiles a function when it is first called, forgets it when it
 * is not used for long, and wants 40 KB to compile it again. So what is answered then is made beforehand, as data.
 */
import { roomForPattern } from "../base/room.js";
import { type Diagnostic, diagnostic } from "./diagnostic.js";
import { ClaimsElError } from "./error.js";

/** What is told. */
export const NO_STACK: Diagnostic = Object.freeze(diagnostic("run/stack", { start: 0, end: 0 }, {}));

const REFUSAL = new ClaimsElError([NO_STACK]);

/**
 * Whether what was thrown says that the stack is used up: V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError,
 * and a pattern that V8 compiles when it is first used, a SyntaxError.
 */
export function isStackUsedUp(error: unknown): boolean {
  if (error instanceof RangeError) return error.message.startsWith("Maximum call stack");
  if (error instanceof SyntaxError) return error.message.endsWith("Stack overflow");
  return error instanceof Error && error.name === "InternalError";
}

/** Throws on what says that the stack is used up: for places that take whatever else is thrown for an answer. */
export function passStack(error: unknown): void {
  if (isStackUsedUp(error)) throw error;
}

/** Throws where a part of the work was not done for want of stack: for who would make an answer of the rest. */
export function passUnfinished(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.some(({ code }) => code === NO_STACK.code)) throw REFUSAL;
}

/**
 * Runs, with room for the patterns behind it. Where the stack is used up it answers what was made beforehand, or throws
 * `ClaimsElError` where there is no such answer. Whatever else is thrown is not ours to hide.
 */
export function withinStack<T>(run: () => T, instead?: T): T {
  return answering(() => {
    roomForPattern();
    return run();
  }, instead);
}

/** The same for what must be quick, and asks for room itself where it uses a pattern. */
export function answering<T>(run: () => T, instead?: T): T {
  try {
    return run();
  } catch (error) {
    // As `isStackUsedUp`, which cannot be called here.
    const isUsedUp =
      error instanceof RangeError
        ? error.message.startsWith("Maximum call stack")
        : error instanceof Error && (error.name === "InternalError" || error.message.endsWith("Stack overflow"));
    if (!isUsedUp) throw error;
    if (instead === undefined) throw REFUSAL;
    return instead;
  }
}
