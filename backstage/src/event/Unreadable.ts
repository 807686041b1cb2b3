/** A change that cannot be told, however often it is tried. */
export class Unreadable extends Error {}
