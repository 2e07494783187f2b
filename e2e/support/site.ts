/** The path that the site is built for. */
export const BASE_URL = '/textbook/'
