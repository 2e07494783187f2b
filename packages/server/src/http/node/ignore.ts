/** A listener for errors without consequences of their own. One for all: a closure keeps what it was made beside as long as its connection. */
export function ignore(): void {}
