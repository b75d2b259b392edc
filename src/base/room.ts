/**
 * Asks the host for room on its stack. V8 (up to Node 22) ends the whole process where it has to compile a pattern with almost no
 * stack left, and it compiles a pattern when it is used, not when it is made. Asked for more than there is, it throws like any call.
 */

const nothing = (): void => undefined;

/** Arguments are put on the stack: eight bytes each. */
const some = (bytes: number): readonly undefined[] => new Array<undefined>(bytes / 8).fill(undefined);
const PATTERN = some(8_192);
const DOOR = some(16_384);

/** Throws the host's own error where there is no room to compile a pattern of ours; to be called before one is used at some depth. */
export function roomForPattern(): void {
  Reflect.apply(nothing, undefined, PATTERN);
}

/** The same at the door of what takes long anyway, for all the patterns behind it. */
export function roomAtDoor(): void {
  Reflect.apply(nothing, undefined, DOOR);
}
