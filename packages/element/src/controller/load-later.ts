/** Fetches what is in a chunk of its own, once. */
export const loadLater = () => import('./later.ts')
