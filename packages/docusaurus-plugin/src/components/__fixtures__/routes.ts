import type {SiteRoute} from '../ChatWidget/citations.ts'

/** The pages of the site that the components stand on; `@generated/routes` there. */
const routes: SiteRoute[] = [
  {
    path: '/book/docs',
    routes: [
      {path: '/book/docs/intro', exact: true},
      {path: '/book/docs/topics', exact: true},
    ],
  },
  {path: '*'},
]

export default routes
